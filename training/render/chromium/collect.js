// Every control marked data-k, as [{k, name, text, box, enabled, checked, icon}], topmost at its
// centre; "ignore" holds the boxes of those that show in part. Evaluated once a page.
(withChars) => {
  const W = innerWidth, H = innerHeight;
  const clip = (node, r) => {
    let [x0, y0, x1, y1] = [Math.max(0, r.left), Math.max(0, r.top), Math.min(W, r.right), Math.min(H, r.bottom)];
    for (let p = node.parentElement; p && p !== document.body; p = p.parentElement) {
      if (getComputedStyle(p).overflow !== 'visible') {
        const q = p.getBoundingClientRect();
        x0 = Math.max(x0, q.left); y0 = Math.max(y0, q.top);
        x1 = Math.min(x1, q.right); y1 = Math.min(y1, q.bottom);
      }
    }
    return [x0, y0, x1, y1];
  };
  const hit = (node, x, y) => {
    const top = document.elementFromPoint(x, y);
    if (!top || !(node === top || node.contains(top))) return false;
    for (let p = top; p !== node; p = p.parentElement) if (p.dataset && p.dataset.k) return false;
    return true;
  };
  const shows = (node, b) => {
    for (const fx of [0.02, 0.25, 0.5, 0.75, 0.98]) for (const fy of [0.05, 0.5, 0.95])
      if (hit(node, b[0] + fx * (b[2] - b[0]), b[1] + fy * (b[3] - b[1]))) return true;
    return false;
  };
  const tight = (node) => { const r = document.createRange(); r.selectNodeContents(node); return r.getBoundingClientRect(); };
  const elements = [], ignore = [];
  for (const node of document.querySelectorAll('[data-k]')) {
    const k = node.dataset.k, whole = k === 'none' && !node.dataset.solid ? tight(node) : node.getBoundingClientRect();
    const b = clip(node, whole).map(Math.round);
    if (b[2] - b[0] < 4 || b[3] - b[1] < 4) continue;
    const clipped = (b[2] - b[0]) * (b[3] - b[1]) < 0.6 * whole.width * whole.height;
    if (k === 'ignore' || clipped || !hit(node, (b[0] + b[2]) / 2, (b[1] + b[3]) / 2)) {
      if (k !== 'none' && shows(node, b)) ignore.push(b);
      continue;
    }
    const inner = node.matches('input,textarea,select') ? node : node.querySelector('input');
    const text = node.matches('input,textarea') ? (node.type === 'password' ? '' : node.value || node.placeholder || '')
      : node.matches('select') ? (node.selectedOptions[0] || {}).text || '' : node.innerText || '';
    elements.push({
      k, box: b, name: node.dataset.name || text.replace(/\s+/g, ' ').trim(), text: text.replace(/\s+/g, ' ').trim(),
      enabled: !(node.hasAttribute('aria-disabled') || (inner && inner.disabled) || node.disabled === true),
      checked: node.dataset.checked !== undefined ? node.dataset.checked === '1' : (inner && (inner.type === 'checkbox' || inner.type === 'radio') ? inner.checked : null),
      icon: node.dataset.icon || null,
    });
  }
  const chars = [];
  if (withChars) {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const r = document.createRange();
    for (let n = walk.nextNode(); n; n = walk.nextNode()) for (let i = 0; i < n.length; i++) {
      if (!n.data[i].trim()) continue;
      r.setStart(n, i); r.setEnd(n, i + 1);
      const q = r.getBoundingClientRect(), x = (q.left + q.right) / 2, y = (q.top + q.bottom) / 2;
      if (q.width < 1 || x < 0 || y < 0 || x >= W || y >= H) continue;
      const top = document.elementFromPoint(x, y);
      if (top && (top === n.parentElement || top.contains(n) || n.parentElement.contains(top)))
        chars.push([n.data[i], Math.round(q.left), Math.round(q.top), Math.round(q.right), Math.round(q.bottom)]);
    }
  }
  return { elements, ignore, chars };
}
