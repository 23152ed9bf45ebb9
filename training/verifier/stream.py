"""An endless stream of training batches out of data-set folders, which may grow meanwhile.

Screens are decoded on the spot; the crops of many screens wait in a buffer and leave it in random
order. Labels cover the nine places of layer4 that lie inside the crop (network.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.render.sample import read_pixels, read_records
from training.verifier import augment, crops
from training.verifier.labels import UNKNOWN, ScreenLabels
from training.verifier.points import PointSampler

PLACES = 4
_STRIDE_PX = 32
_BUFFER_CROPS = 4096
_POINTS_A_SCREEN = (16, 10)
_RESCAN_EVERY = 500

# A screen of this source is drawn this often, relative to the others that have data.
SOURCE_SHARES = {"chromium": 0.31, "gtk3": 0.25, "qt5": 0.22, "procedural": 0.13, "tk": 0.09}
# Rare kinds are drawn more often than they stand on screens.
KIND_WEIGHTS = np.array([0.45, 0.7, 1.2, 1.3, 1.5, 1.6, 1.7, 1.5, 0.55, 0.45, 2.8, 0.0])


@dataclass(frozen=True)
class Batch:
    """Crops uint8 [n, 120, 120, 3]; kinds and enabled int64 [n, 4, 4], UNKNOWN where not taught."""

    crops: np.ndarray
    kinds: np.ndarray
    enabled: np.ndarray


class CropStream:
    """Random batches from the folders below `root` named <source>-train*."""

    def __init__(self, root: Path, seed: int) -> None:
        self._root = root
        self._rng = np.random.default_rng(seed)
        self._screens: dict[str, list[tuple[Path, dict[str, Any]]]] = {}
        self._buffer: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._drawn = 0

    def next_batch(self, size: int) -> Batch:
        while len(self._buffer) < max(size, _BUFFER_CROPS):
            self._add_screen()
        chosen = []
        for _ in range(size):
            index = int(self._rng.integers(len(self._buffer)))
            self._buffer[index], self._buffer[-1] = self._buffer[-1], self._buffer[index]
            chosen.append(self._buffer.pop())
        pictures, kinds, enabled = zip(*chosen)
        pictures = [augment.change_looks(picture, self._rng) for picture in pictures]
        return Batch(np.stack(pictures), np.stack(kinds), np.stack(enabled))

    def _scan(self) -> None:
        """Reads the lists of screens again: sources are added while training runs."""
        self._screens = {}
        for folder in sorted(self._root.glob("*-train*")):
            if (folder / "samples.jsonl").exists():
                source = folder.name.split("-")[0]
                self._screens.setdefault(source, []).extend(
                    (folder, record) for record in read_records(folder)
                )
        self._screens = {source: found for source, found in self._screens.items() if found}
        if not self._screens:
            raise OSError(f"no folder <source>-train with screens below {self._root}")

    def _add_screen(self) -> None:
        if self._drawn % _RESCAN_EVERY == 0:
            self._scan()
        self._drawn += 1
        sources = sorted(self._screens)
        shares = np.array([SOURCE_SHARES[source] for source in sources])
        source = sources[self._rng.choice(len(sources), p=shares / shares.sum())]
        folder, record = self._screens[source][self._rng.integers(len(self._screens[source]))]
        pixels, labels = read_pixels(folder, record), ScreenLabels(record)
        sampler = PointSampler(labels, self._rng, KIND_WEIGHTS)
        for point in sampler.draw(*_POINTS_A_SCREEN):
            factor = augment.scale_factor(self._rng)
            side = 2 * round(crops.HALF / factor)
            crop = crops.cut(pixels, point.x, point.y, side)
            if side != crops.SIZE:
                crop = augment.resized(crop, crops.SIZE)
            self._buffer.append((crop, *_place_labels(labels, point.x, point.y, crops.SIZE / side)))


def _place_labels(
    labels: ScreenLabels, x: int, y: int, factor: float
) -> tuple[np.ndarray, np.ndarray]:
    """kind and enabled [4, 4] at the places of layer4; row and column 0 lie outside the crop."""
    kinds = np.full((PLACES, PLACES), UNKNOWN, np.int64)
    enabled = np.full((PLACES, PLACES), UNKNOWN, np.int64)
    for row in range(1, PLACES):
        for column in range(1, PLACES):
            kinds[row, column], enabled[row, column] = labels.at(
                x + round((column - 2) * _STRIDE_PX / factor),
                y + round((row - 2) * _STRIDE_PX / factor),
            )
    return kinds, enabled


class _Batches(IterableDataset[Batch]):
    """The stream of one worker process; each has a seed of its own."""

    def __init__(self, root: Path, seed: int, size: int) -> None:
        self._root, self._seed, self._size = root, seed, size

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        stream = CropStream(self._root, self._seed + (1000 * worker.id if worker else 0))
        while True:
            yield stream.next_batch(self._size)


def batches(root: Path, seed: int, size: int, workers: int) -> Iterator[Batch]:
    """Endless batches, made by so many processes beside this one (0: in this one)."""
    loader = DataLoader(_Batches(root, seed, size), batch_size=None, num_workers=workers)
    return iter(loader)
