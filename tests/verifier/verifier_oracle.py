"""Writes what the verifier must compute: a random network saved as training saves it, crops with
their logits, and a picture of known words.

    python -m tests.verifier.verifier_oracle OUT        from the root of the tree
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont

from training.verifier import crops
from training.verifier.checkpoint import load_checkpoint, save_checkpoint
from training.verifier.network import VerifierNet

WORDS = [("Save", 40, 30), ("Cancel", 180, 30), ("User", 40, 90), ("name", 86, 90),
         ("Password", 40, 150), ("Remember", 300, 90), ("Settings", 300, 150), ("Quit", 420, 30)]
POINTS = [(0.0, 0.0), (100.5, 60.2), (511.9, 199.9), (256.0, 100.0), (-20.0, 5000.0), (37.0, 12.0)]


def random_network() -> VerifierNet:
    """Random weights, and statistics as if it had seen pictures: folding must not change them."""
    torch.manual_seed(3)
    net = VerifierNet()
    for parameter in net.parameters():
        if parameter.ndim == 1:
            parameter.data.normal_(0.5, 0.3)
    net.train()
    with torch.no_grad():
        for _ in range(8):
            net(torch.randn(8, 3, crops.SIZE, crops.SIZE))
    return net.eval()


def draw_words() -> tuple[Image.Image, list[dict[str, object]]]:
    picture = Image.new("RGB", (512, 200), (246, 245, 244))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=16)
    boxes = []
    for text, x, y in WORDS:
        draw.text((x, y), text, font=font, fill=(30, 30, 30))
        boxes.append({"text": text, "box": list(draw.textbbox((x, y), text, font=font))})
    return picture, boxes


def main() -> None:
    root = Path(sys.argv[1])
    root.mkdir(parents=True, exist_ok=True)
    save_checkpoint(random_network(), root / "checkpoint")
    net = load_checkpoint(root / "checkpoint")
    picture, words = draw_words()
    noise = np.random.default_rng(5).integers(0, 90, (200, 512, 3), dtype=np.uint8)
    noisy = Image.fromarray(np.asarray(picture) - noise)
    picture.save(root / "words.png")
    noisy.save(root / "noisy.png")
    cut = np.stack([crops.cut(np.asarray(noisy), x, y) for x, y in POINTS])
    with torch.no_grad():
        kinds, enabled = net(torch.from_numpy(crops.normalise(cut)))
    judged = [{"point": list(point), "kinds": kind.tolist(), "enabled": float(able)}
              for point, kind, able in zip(POINTS, kinds.softmax(1), enabled.sigmoid())]
    (root / "expected.json").write_text(json.dumps({"words": words, "judged": judged}))


if __name__ == "__main__":
    main()
