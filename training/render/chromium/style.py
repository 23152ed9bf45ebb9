"""Page styles: one style sheet a screen, drawn from a family with random colours and measures.

Every family styles the same class names (button.b, input.f, .ck, .sw, .dd, .tabs, .menu, .list,
...); page builders never look at the family, only at `PageStyle`.
"""

import random
from dataclasses import dataclass

from training.render import fonts
from training.render import split as splits

_ACCENTS = {
    "train": ("#3584e4", "#3daee9", "#0078d4", "#1a73e8", "#7c4dff", "#26a269", "#c64600",
              "#e91e63", "#00897b", "#5c6bc0", "#0d6efd", "#73ba25", "#9141ac", "#6d4c41"),
    "held_out": ("#007aff", "#2da44e", "#0f62fe", "#d63384", "#fd7e14"),
}
_DARK_SHARE = 0.3


@dataclass(frozen=True)
class PageStyle:
    """The style sheet and the few facts that page builders need."""

    family: str
    css: str
    dark: bool
    ink: tuple[int, int, int]
    font: str
    font_px: int
    native_controls: bool

    @property
    def theme(self) -> str:
        return f"{self.family} {'dark' if self.dark else 'light'}, {self.font} {self.font_px}px"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _shade(colour: str, amount: float) -> str:
    """Towards white (amount > 0) or black (amount < 0)."""
    end = 255 if amount > 0 else 0
    mixed = [round(c + (end - c) * abs(amount)) for c in _rgb(colour)]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _palette(rng: random.Random, dark: bool, split: str) -> dict[str, str]:
    accent = rng.choice(_ACCENTS[split])
    if dark:
        bg = rng.choice(["#242424", "#1e1e1e", "#2b2b2b", "#31363b", "#202124", "#282c34"])
        return {"bg": bg, "surface": _shade(bg, rng.choice([0.05, 0.09])), "view": _shade(bg, -0.2),
                "ink": rng.choice(["#eeeeee", "#ffffff", "#d0d0d0"]), "dim": "#8f8f8f",
                "line": _shade(bg, rng.choice([0.14, 0.22])), "accent": accent, "onaccent": "#ffffff",
                "btn": _shade(bg, rng.choice([0.08, 0.13])), "bar": _shade(bg, rng.choice([-.25, .07]))}
    bg = rng.choice(["#fafafa", "#f6f5f4", "#eff0f1", "#f0f0f0", "#ffffff", "#ececec", "#e8e8e7"])
    return {"bg": bg, "surface": rng.choice(["#ffffff", bg]), "view": "#ffffff",
            "ink": rng.choice(["#111111", "#2e3436", "#333333", "#000000"]),
            "dim": rng.choice(["#777777", "#6c757d", "#9a9996"]),
            "line": _shade(bg, rng.choice([-0.12, -0.2, -0.3])), "accent": accent,
            "onaccent": "#ffffff", "btn": _shade(bg, rng.choice([-0.03, -0.07, 0.6])),
            "bar": _shade(bg, rng.choice([-0.04, -0.1, 0.5]))}


_BASE = """
*{box-sizing:border-box} html,body{height:100%} body{margin:0;overflow:hidden;font:var(--fs)/1.35 var(--ff);color:var(--ink);
background:var(--bg);cursor:default} p{margin:4px 0} h1,h2,h3{margin:6px 0;font-weight:600}
h1{font-size:1.6em} h2{font-size:1.3em} h3{font-size:1.1em} a{color:var(--link)}
button,input,select,textarea{font:inherit;color:inherit} .row{display:flex;gap:var(--gap);
align-items:center;flex-wrap:wrap;margin:var(--gap) 0} .col{display:flex;flex-direction:column;
gap:var(--gap)} .grow{flex:1;min-width:0} .dim{color:var(--dim)} .icon{display:inline-block;
vertical-align:middle} button.b{display:inline-flex;gap:6px;align-items:center;
justify-content:center;white-space:nowrap;padding:var(--pady) var(--padx);border-radius:var(--r);
border:1px solid var(--line);background:var(--btn)} button.b.primary{background:var(--accent);
color:var(--onaccent);border-color:var(--accent)} button.b.ib{padding:var(--pady)} button.b.flat{
background:none;border-color:transparent} button.b.vert{flex-direction:column;gap:2px}
button.b:disabled,.off{opacity:var(--offop)} input.f,textarea.f,.dd,select.f{
border:1px solid var(--line);background:var(--view);border-radius:var(--r);
padding:var(--pady) calc(var(--pady) + 4px);min-width:60px} input.f::placeholder{color:var(--dim)}
input.f:disabled,textarea.f:disabled,select:disabled{opacity:.55}
.dd{display:inline-flex;justify-content:space-between;align-items:center;gap:10px;
background:var(--btn);white-space:nowrap} .dd .v{overflow:hidden} .dd .a{font-size:.8em}
.ck{display:inline-flex;align-items:center;gap:7px} .ck .m{width:var(--ck);height:var(--ck);
flex:none;border:var(--ckb) solid var(--ckline);border-radius:var(--ckr);background:var(--view);display:inline-flex;
align-items:center;justify-content:center;font-size:calc(var(--ck)*.72);line-height:1;color:var(--onaccent)}
.ck.rd .m{border-radius:50%} .ck.on .m{background:var(--accent);border-color:var(--accent)}
.ck.rd.on .m::after{content:"";width:40%;height:40%;border-radius:50%;background:var(--onaccent)}
.sw{display:inline-block;flex:none;width:calc(var(--sw)*1.85);height:var(--sw);border-radius:var(--swr);
background:var(--swoff);position:relative} .sw::after{content:"";position:absolute;top:var(--swi);
left:var(--swi);height:calc(var(--sw) - 2*var(--swi));width:calc(var(--sw) - 2*var(--swi));
border-radius:var(--swr);background:#fff;box-shadow:0 1px 2px #0006} .sw.on{background:var(--accent)}
.sw.on::after{left:auto;right:var(--swi)} .tabs{display:flex;gap:var(--tabgap);
border-bottom:1px solid var(--line);background:var(--bar)} .tab{padding:calc(var(--pady) + 2px) var(--padx);
white-space:nowrap;border-bottom:3px solid transparent} .tab.on{border-bottom-color:var(--accent)}
.menubar{display:flex;background:var(--bar)} .mi{padding:var(--mpady) 9px;white-space:nowrap;
display:flex;gap:8px;align-items:center} .mi .key{margin-left:auto;padding-left:24px;color:var(--dim)}
.menu .mi{padding:var(--mpady) 14px var(--mpady) 10px} .mi.on{background:var(--accent);color:var(--onaccent)}
.mi .chk{width:14px;text-align:center;flex:none} .menu{position:absolute;background:var(--surface);border:1px solid
var(--line);padding:var(--mpad);border-radius:var(--mr);box-shadow:0 3px 12px #0005;z-index:50}
.menu hr,.sep{border:0;border-top:1px solid var(--line);margin:4px 0} .list{background:var(--view);
border:1px solid var(--line);border-radius:var(--lr);overflow:hidden} .li{padding:var(--lpad) 8px;
display:flex;gap:8px;align-items:center;white-space:nowrap;overflow:hidden} .li.on{background:var(--accent);
color:var(--onaccent)} .list.lines .li{border-bottom:1px solid var(--line)} .list.zebra .li:nth-child(even){
background:var(--bar)} .tile{display:inline-flex;flex-direction:column;align-items:center;text-align:center;
width:88px;padding:6px;border-radius:var(--r);font-size:.95em;word-break:break-word} .tile.on{
background:var(--accent);color:var(--onaccent)} .side{background:var(--bar);border-right:1px solid var(--line)}
table{border-collapse:collapse} td,th{padding:4px 8px;text-align:left} .pane{background:var(--surface);
border:1px solid var(--line);border-radius:var(--mr);padding:12px} .win{position:absolute;display:flex;
flex-direction:column;background:var(--bg);border:var(--wb) solid var(--wline);border-radius:var(--wr);
overflow:hidden;box-shadow:0 4px 18px #0007} .tb{display:flex;align-items:center;gap:8px;
padding:var(--tbpad) 8px;background:var(--tbg);color:var(--tink);flex:none} .tb .t{flex:1;text-align:var(--talign);
font-weight:var(--tw);white-space:nowrap;overflow:hidden} .wb{width:var(--wbs);height:var(--wbs);border-radius:var(--wbr);
background:var(--wbbg);display:inline-flex;align-items:center;justify-content:center;font-size:12px;line-height:1;flex:none}
.toolbar{display:flex;gap:var(--tgap);align-items:center;padding:3px 5px;background:var(--bar);
border-bottom:1px solid var(--line);flex:none} .status{padding:2px 8px;background:var(--bar);
border-top:1px solid var(--line);flex:none;white-space:nowrap;overflow:hidden} .content{flex:1;padding:var(--cpad);overflow:hidden;
min-height:0} fieldset{border:1px solid var(--line);margin:6px 0;padding:6px 10px} .card{background:
var(--surface);border:1px solid var(--line);border-radius:10px} .card .setrow{border-bottom:1px solid var(--line)}
.setrow{display:flex;gap:10px;align-items:center;padding:9px 12px} .bar{height:8px;border-radius:4px;
background:var(--line);overflow:hidden} .bar i{display:block;height:100%;background:var(--accent)}
.panel{position:absolute;left:0;right:0;display:flex;align-items:center;gap:4px;padding:0 6px;z-index:1}
input[type=range]{accent-color:var(--accent);margin:4px} .hl{background:#ffe08a;color:#000}
.cal{display:grid;grid-template-columns:repeat(7,auto);gap:2px;width:max-content} .cal .b{padding:3px 6px;min-width:26px}
"""

_NATIVE = "input[type=checkbox],input[type=radio]{accent-color:var(--accent);margin:0}"

_SLIDER = """
input[type=range]{appearance:none;height:18px;background:none} input[type=range]::-webkit-slider-runnable-track{
height:%(track)dpx;background:var(--line);border-radius:4px} input[type=range]::-webkit-slider-thumb{appearance:none;
height:%(thumb)dpx;width:%(thumbw)dpx;margin-top:%(lift)dpx;border-radius:%(round)s;background:%(fill)s;border:1px solid var(--ckline)}
"""

_FAMILIES = {
    "plain": "button.b{border-radius:3px} .tab.on{background:var(--view)}",
    "bootstrap": "button.b{font-weight:400} .tab{border:1px solid transparent;border-radius:6px 6px 0 0}"
                 ".tab.on{border-color:var(--line);border-bottom-color:var(--view);background:var(--view)}"
                 ".tabs{background:none} button.b.danger{background:#dc3545;color:#fff;border-color:#dc3545}",
    "material": "button.b{text-transform:uppercase;letter-spacing:.06em;font-weight:500;border-radius:4px;border:0;"
                "box-shadow:0 1px 3px #0006} button.b.flat{box-shadow:none;color:var(--accent)}"
                "input.f,textarea.f,.dd,select.f{border:0;border-bottom:1px solid var(--dim);border-radius:4px 4px 0 0;background:#8882}"
                ".tab{text-transform:uppercase}",
    "adwaita": "button.b{border:0;font-weight:600;background:#8883} button.b.primary{background:var(--accent)}"
               "input.f,textarea.f,.dd{border:0;background:#8882} .toolbar,.tb{border-bottom:1px solid var(--line)}"
               "button.b.flat{background:none;font-weight:400} .tab{border-radius:6px;border:0;margin:3px}.tab.on{background:#8883}"
               ".menu{border-radius:12px;padding:6px}.menu .mi{border-radius:7px} .li{min-height:calc(var(--fs)*2.3)}"
               ".li.on,.mi.on,.tile.on{background:#8884;color:inherit}",
    "fluent": "button.b{border-bottom-color:#8888} .tab.on{border-bottom-width:3px} .li.on{background:#8883;color:inherit;"
              "border-left:3px solid var(--accent)} .mi.on{background:#8883;color:inherit} .menu{border-radius:8px}"
              "input.f{border-bottom:2px solid var(--dim)}",
    "admin": "button.b{text-transform:none;font-weight:600;border:0;background:#8883} .tabs{gap:14px;background:none}"
             ".side{background:#263238;color:#cfd8dc} .card{border-radius:4px;box-shadow:0 1px 3px #0003}",
    "installer": ".tb{background:#173f4f;color:#fff} .side{background:#35b9ab;color:#fff} button.b{min-width:84px;"
                 "background:linear-gradient(var(--view),var(--btn))} .content{padding:18px}",
    "classic": "button.b{border:2px outset #ddd;border-radius:0;background:var(--btn)} input.f,textarea.f,.list,.dd,select.f{"
               "border:2px inset #bbb;border-radius:0} .tab{border:2px outset #ddd;border-bottom:0;border-radius:4px 4px 0 0}"
               ".win{border:3px outset #ccc} .menu{border:2px outset #ddd;border-radius:0;box-shadow:none}"
               ".tb{background:linear-gradient(90deg,var(--accent),#88a);color:#fff}",
    "flat": "button.b{border:0;background:var(--line)} input.f,.dd{border:0;background:var(--line)} .list{border:0}"
            ".tabs{border:0} .tab.on{background:var(--accent);color:var(--onaccent)}",
    "breeze": "button.b{background:linear-gradient(var(--btn),var(--bg))} .tab{border:1px solid var(--line);border-bottom:0;"
              "border-radius:3px 3px 0 0}.tab.on{background:var(--view)} .li.on{border:1px solid var(--accent);background:"
              "color-mix(in srgb,var(--accent) 35%,var(--view));color:var(--ink)} .tb{background:#475057;color:#fcfcfc}"
              ".menu{border-radius:3px}",
    "aqua": "button.b{border:1px solid #b7b7b7;background:linear-gradient(#fff,#f0f0f0);color:#111;border-radius:5px}"
            "button.b.primary{background:linear-gradient(#6eb4f7,#1a82fb);color:#fff} button.b.flat{background:none;color:inherit;border-color:transparent}"
            ".tabs{justify-content:center;border:0;padding:4px} .tab{border:1px solid #b7b7b7;border-radius:5px}"
            ".tab.on{background:#1a82fb;color:#fff}.dd{border-radius:5px}.menu{border-radius:6px}",
    "primer": "button.b{font-weight:500;border:1px solid #8886;box-shadow:0 1px 0 #0001} .tabs{background:none;border:0}"
              ".tab{border-radius:6px;border:0} .tab.on{background:#8883;font-weight:600} .list.lines .li{padding:8px 14px}",
    "carbon": "button.b{border-radius:0;border:1px solid var(--accent);background:none;color:var(--accent);padding-right:40px}"
              "button.b.primary{background:var(--accent);color:#fff} button.b.ib,.cal .b{padding-right:var(--pady)}"
              "input.f,.dd,textarea.f{border:0;border-bottom:1px solid var(--dim);background:#8882;border-radius:0}"
              ".tab{border-bottom:0;border-top:3px solid transparent}.tab.on{border-top-color:var(--accent);background:var(--view)}",
}

_RADII = {"adwaita": (6, 10), "classic": (0, 0), "carbon": (0, 0), "material": (4, 4),
          "primer": (6, 6), "fluent": (4, 4), "installer": (2, 4)}


def _measures(rng: random.Random, family: str, font_px: int) -> dict[str, str]:
    """Random sizes as CSS variables."""
    low, high = _RADII.get(family, (0, 8))
    check = max(11, font_px + rng.randint(-1, 4))
    round_buttons = rng.random() < 0.4
    return {
        "fs": f"{font_px}px", "gap": f"{rng.randint(3, 10)}px", "pady": f"{rng.randint(2, 8)}px",
        "padx": f"{rng.randint(8, 22)}px", "r": f"{rng.randint(low, high)}px",
        "offop": f"{rng.uniform(0.35, 0.55):.2f}", "ck": f"{check}px",
        "ckb": f"{rng.choice([1, 1, 2])}px", "ckr": f"{rng.choice([0, 2, 3, 4])}px",
        "sw": f"{rng.randint(14, 24)}px", "swr": rng.choice(["99px", "99px", "99px", "4px"]),
        "swi": f"{rng.randint(1, 3)}px", "tabgap": f"{rng.choice([0, 0, 2, 6])}px",
        "mpady": f"{rng.randint(2, 7)}px", "mpad": f"{rng.choice([0, 2, 4])}px 0",
        "mr": f"{rng.choice([0, 3, 6])}px", "lr": f"{rng.choice([0, 0, 4])}px",
        "lpad": f"{rng.randint(1, 8)}px", "wb": f"{rng.choice([1, 1, 2, 4])}px",
        "wr": f"{rng.choice([0, 4, 8, 12])}px", "tbpad": f"{rng.randint(2, 9)}px",
        "talign": rng.choice(["center", "left"]), "tw": rng.choice(["400", "600", "700"]),
        "wbs": f"{rng.randint(15, 26)}px", "wbr": "50%" if round_buttons else "3px",
        "wbbg": rng.choice(["#8884", "none", "#8882"]), "tgap": f"{rng.randint(0, 5)}px",
        "cpad": f"{rng.randint(4, 16)}px",
    }


def draw_style(rng: random.Random, split: str) -> PageStyle:
    """A style of the split: family, palette, font and measures."""
    family = rng.choice(splits.of(splits.PAGE_STYLES, split))
    dark = rng.random() < _DARK_SHARE
    palette = _palette(rng, dark, split)
    font = rng.choice(fonts.families(split))
    font_px = min(20, max(9, round(rng.gauss(13.5, 2.2))))
    variables = _measures(rng, family, font_px) | palette
    variables["ff"] = f"'{font}'"
    variables["link"] = _shade(palette["accent"], 0.3 if dark else -0.2)
    variables["ckline"] = palette["dim"] if rng.random() < 0.7 else palette["line"]
    variables["swoff"] = rng.choice([palette["line"], palette["dim"], "#999999"])
    variables["wline"] = rng.choice([palette["line"], "#00000055", palette["accent"]])
    dark_title = rng.random() < 0.35
    variables["tbg"] = "#2d3134" if dark_title else palette["bar"]
    variables["tink"] = "#f2f2f2" if dark_title else palette["ink"]
    css = ":root{" + ";".join(f"--{key}:{value}" for key, value in variables.items()) + "}"
    css += _BASE + _NATIVE + _FAMILIES[family]
    if rng.random() < 0.5:
        thumb, track = rng.randint(12, 20), rng.randint(3, 7)
        css += _SLIDER % {
            "thumb": thumb, "track": track, "lift": (track - thumb) // 2,
            "thumbw": rng.choice([thumb, thumb, 9]), "round": rng.choice(["50%", "50%", "3px"]),
            "fill": rng.choice(["var(--accent)", "var(--view)", "#ffffff"])}
    if family == "classic" and dark:
        css += "button.b,.tab,.menu{border-color:#555}"
    return PageStyle(family, css, dark, _rgb(palette["ink"]), font, font_px,
                     native_controls=rng.random() < 0.35)
