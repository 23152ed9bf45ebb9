"""How often the proposal is right, beside string matching on the same words.

python -m training.nano.evaluate CASES.json [--model DIR] [--scale 3]    pictures with targets
python -m training.nano.evaluate --synthetic 200 [--model DIR]           held-out synthetic screens
python -m training.nano.evaluate --rendered FOLDER [--model DIR]         held-out rendered screens

Without --model the averaged weights of the training state are measured.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Iterable, Iterator

import torch
from tokenizers import Tokenizer
from transformers import Qwen3VLForConditionalGeneration

from training.nano import matching, prompt, rendered, tasks
from training.nano.batches import Encoder
from training.nano.cases import Case, described, load_cases
from training.nano.checkpoint import new_model
from training.nano.pointers import Screen
from training.nano.propose import PLACED, Proposal, Proposer
from training.nano.reading import read_words
from training.nano.train import default_state, load_tokenizer

HELD_OUT_SEED = 900_000_000


def load(folder: Path | None, state: Path) -> tuple[Qwen3VLForConditionalGeneration, Encoder]:
    if folder is not None:
        encoder = Encoder(Tokenizer.from_file(str(folder / "tokenizer.json")))
        return Qwen3VLForConditionalGeneration.from_pretrained(folder, dtype=torch.float32), encoder
    encoder = Encoder(load_tokenizer(state))
    model = new_model(encoder.tokenizer)
    model.load_state_dict(torch.load(state / "state.pt", weights_only=True)["average"])
    return model, encoder


def matched(screen: Screen, instruction: str) -> tuple[float, float] | None:
    """String matching on the words of a screen: the bar."""
    target = matching.fold(matching.targets(prompt.normalise(instruction))[0])
    if not screen.windows:
        return None
    best = max(screen.windows, key=lambda w: (matching.similarity(w.folded, target), -w.order))
    return (best.box.left + best.box.right) / 2, (best.box.top + best.box.bottom) / 2


def pixels(proposal: Proposal, size: tuple[int, int]) -> tuple[float, float] | None:
    place = proposal.place
    return place and (
        min(round(place[0] / 1000 * size[0]), size[0] - 1),
        min(round(place[1] / 1000 * size[1]), size[1] - 1),
    )


class Tally:
    def __init__(self) -> None:
        self.model: dict[str, list[bool]] = defaultdict(list)
        self.matching: dict[str, list[bool]] = defaultdict(list)

    def add(self, name: str, by_model: bool, by_matching: bool) -> None:
        self.model[name].append(by_model)
        self.matching[name].append(by_matching)

    def show(self) -> None:
        for title, table in (("model", self.model), ("string matching", self.matching)):
            print(title)
            for name, hits in sorted(table.items()):
                print(f"  {name:12} {described(sum(hits), len(hits))}")
            every = [hit for hits in table.values() for hit in hits]
            print(f"  {'all':12} {described(sum(every), len(every))}")


def on_cases(
    cases: list[Case], model: Qwen3VLForConditionalGeneration, encoder: Encoder, scale: int
) -> Tally:
    tally = Tally()
    for case in cases:
        words, size = read_words(case.image, scale)
        screen = prompt.read_screen(words, size)
        point = pixels(Proposer(model, encoder, screen).propose(case.instruction), size)
        bar = matched(screen, case.instruction)
        tally.add(
            case.kind, point is not None and case.hit(*point), bar is not None and case.hit(*bar)
        )
    return tally


def on_samples(
    samples: Iterable[tasks.Sample], model: Qwen3VLForConditionalGeneration, encoder: Encoder
) -> Tally:
    tally = Tally()
    for sample in samples:
        proposer = Proposer(model, encoder, sample.screen)
        for query in sample.queries:
            proposal = proposer.propose(query.instruction)
            bar = matched(sample.screen, query.instruction)
            tally.add(
                query.task,
                _right(proposal, query, sample.screen.size),
                bar is not None
                and query.box is not None
                and query.task != "unread"
                and query.box.contains(*bar),
            )
    return tally


def _right(proposal: Proposal, query: tasks.Query, size: tuple[int, int]) -> bool:
    if query.arguments["action"] in PLACED:
        assert query.box is not None
        at = pixels(proposal, size)
        return at is not None and query.box.contains(*at)
    return proposal.call == prompt.reply(query.arguments)


def synthetic_samples(screens: int) -> Iterator[tasks.Sample]:
    for seed in range(HELD_OUT_SEED, HELD_OUT_SEED + screens):
        yield tasks.make_sample(seed, 5, held_out=True)


def rendered_samples(folder: Path) -> Iterator[tasks.Sample]:
    for seed, screen in enumerate(rendered.read_already([folder])):
        sample = rendered.make_sample(screen, HELD_OUT_SEED + seed, 8, vary=False)
        if sample is not None:
            yield sample


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, nargs="?")
    parser.add_argument("--synthetic", type=int, default=0)
    parser.add_argument("--rendered", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--state", type=Path, default=default_state())
    parser.add_argument("--scale", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    model, encoder = load(args.model, args.state)
    if args.cases is not None:
        on_cases(load_cases(args.cases), model, encoder, args.scale).show()
    if args.synthetic:
        on_samples(synthetic_samples(args.synthetic), model, encoder).show()
    if args.rendered is not None:
        on_samples(rendered_samples(args.rendered), model, encoder).show()


if __name__ == "__main__":
    main()
