"""Trains steady-nano; stopped at any time, it goes on where it was.

python -m training.nano.train --minutes 60 [--precision bf16] [--state DIR] [--screens FOLDER...]

Half of the screens are synthetic, half are rendered ones of FOLDER whose words were read ahead
(training.nano.rendered); without any, all are synthetic.

State (weights, averaged weights, optimiser, counters) is saved every two minutes; a line of
progress is printed every half minute and appended to STATE/progress.txt.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import os
import random
import time
from collections import defaultdict
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from transformers import DynamicCache, Qwen3VLForConditionalGeneration

from training.nano import rendered, tasks, tokenizer as tokenizers_of_nano
from training.nano.batches import Batch, Encoder
from training.nano.checkpoint import new_model

QUESTIONS = 16  # to one screen
SCREENS = 2  # to one step of the optimiser
PARTS = 4  # of a step, by the length of the questions
AVERAGE = 0.995
SAVE_EVERY_S = 120
REPORT_EVERY_S = 60
RENDERED_SHARE = 0.5
LOOK_AGAIN_EVERY = 500  # steps; for rendered screens read meanwhile


def default_state() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
    return Path(cache) / "steadyhand" / "nano"


def load_tokenizer(state: Path) -> Tokenizer:
    folder = state / "tokenizer"
    if not (folder / "tokenizer.json").exists():
        tokenizers_of_nano.save(tokenizers_of_nano.build(), folder)
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def hidden_states(model: Qwen3VLForConditionalGeneration, batch: Batch) -> torch.Tensor:
    """(Q, T, width): the screen runs through once, every question continues from it."""
    text = model.model.language_model
    cache = DynamicCache(config=model.config.text_config)
    text(input_ids=batch.prefix, past_key_values=cache, use_cache=True)
    cache.batch_repeat_interleave(batch.ids.shape[0])
    start = batch.prefix.shape[1]
    positions = torch.arange(start, start + batch.ids.shape[1]).expand(3, batch.ids.shape[0], -1)
    out = text(input_ids=batch.ids, past_key_values=cache, position_ids=positions, use_cache=True)
    return out.last_hidden_state


def losses(logits: torch.Tensor, batch: Batch, numbers: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of every trained token; a soft place counts against a normal curve."""
    logits = logits.float()
    loss = F.cross_entropy(logits, batch.targets, reduction="none")
    soft = batch.spreads > 0
    if soft.any():
        values = torch.arange(numbers.numel())
        middle = (numbers[None, :] == batch.targets[soft][:, None]).int().argmax(1)
        curve = -0.5 * ((values - middle[:, None]) / batch.spreads[soft][:, None]) ** 2
        wanted = torch.softmax(curve, 1)
        log_probs = torch.log_softmax(logits[soft], 1)[:, numbers]
        loss = loss.masked_scatter(soft, -(wanted * log_probs).sum(1))
    return loss


class Trainer:
    def __init__(
        self,
        state: Path,
        precision: str,
        seed: int,
        rate: float,
        minutes: float,
        folders: list[Path],
        phrases: int,
    ) -> None:
        self.state, self.rate, self.seconds = state, rate, minutes * 60
        self.folders, self.phrases = folders, phrases
        self.rendered = rendered.read_already(folders)
        self.encoder = Encoder(load_tokenizer(state))
        self.numbers = torch.tensor(self.encoder.numbers)
        self.model = new_model(self.encoder.tokenizer, seed)
        self.model.model.visual.requires_grad_(False)
        self.average = copy.deepcopy(self.model)
        self.parameters = [p for p in self.model.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(
            self.parameters, lr=rate, betas=(0.9, 0.98), weight_decay=0.02
        )
        self.autocast = (
            torch.autocast("cpu", torch.bfloat16)
            if precision == "bf16"
            else contextlib.nullcontext()
        )
        self.step, self.trained_s, self.base = 0, 0.0, seed * 100_000_000
        if (state / "state.pt").exists():
            self._resume()

    def _resume(self) -> None:
        kept = torch.load(self.state / "state.pt", weights_only=True)
        self.model.load_state_dict(kept["model"])
        self.average.load_state_dict(kept["average"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.trained_s = kept["step"], kept["trained_s"]

    def save(self) -> None:
        kept = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "trained_s": self.trained_s,
        }
        torch.save(kept, self.state / "state.new")
        (self.state / "state.new").replace(self.state / "state.pt")

    def run(self) -> None:
        """Trains for the given time; the rate falls to nothing over the last fifth of it."""
        started, saved, reported = time.monotonic(), time.monotonic(), time.monotonic()
        sums: dict[str, list[float]] = defaultdict(list)
        while (spent := time.monotonic() - started) < self.seconds:
            begun = time.monotonic()
            rate = (
                self.rate * min(1, (self.step + 1) / 100) * min(1, 5 * (1 - spent / self.seconds))
            )
            for group in self.optimiser.param_groups:
                group["lr"] = rate
            self._train_step(sums)
            now = time.monotonic()
            self.trained_s += now - begun
            if now - reported > REPORT_EVERY_S:
                self._report(sums, rate)
                reported = now
            if now - saved > SAVE_EVERY_S:
                self.save()
                saved = now
        self._report(sums, 0.0)
        self.save()

    def _train_step(self, sums: dict[str, list[float]]) -> None:
        if self.step % LOOK_AGAIN_EVERY == 0:
            self.rendered = rendered.read_already(self.folders)
        samples = [self._sample(self.base + self.step * SCREENS + k) for k in range(SCREENS)]
        groups = [samples] if self.phrases == 0 else [[sample] for sample in samples]
        batches = [b for g in groups for b in self.encoder.batches(g, self.phrases, PARTS)]
        whole = sum(float(batch.weights.sum()) for batch in batches)
        for batch in batches:
            with self.autocast:
                hidden = hidden_states(self.model, batch)[batch.rows, batch.columns]
                logits = self.model.lm_head(hidden)
            loss = (losses(logits, batch, self.numbers) * batch.weights).sum()
            (loss / whole).backward()
            self._tally(sums, batch, logits.detach(), loss.item() / float(batch.weights.sum()))
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        keep = min(AVERAGE, self.step / (self.step + 10))
        with torch.no_grad():
            pairs = zip(self.average.parameters(), self.model.parameters())
            for mean, value in pairs:
                if value.requires_grad:
                    mean.lerp_(value, 1 - keep)

    def _sample(self, seed: int) -> tasks.Sample:
        rng = random.Random(seed)
        if self.rendered and rng.random() < RENDERED_SHARE:
            sample = rendered.make_sample(rng.choice(self.rendered), seed, QUESTIONS, vary=True)
            if sample is not None:
                return sample
        return tasks.make_sample(seed, QUESTIONS, crowd=min(1.0, 0.15 + self.step / 1500))

    @staticmethod
    def _tally(
        sums: dict[str, list[float]], batch: Batch, logits: torch.Tensor, loss: float
    ) -> None:
        sums["loss"].append(loss)
        right = (logits.argmax(1) == batch.targets) | (batch.weights < 0.5)
        for row, query in enumerate(batch.queries):
            if query.spread is None:
                sums[query.task].append(float(right[batch.rows == row].all()))

    def _report(self, sums: dict[str, list[float]], rate: float) -> None:
        means = " ".join(f"{name} {sum(v) / len(v):.3f}" for name, v in sorted(sums.items()))
        questions = self.step * SCREENS * QUESTIONS
        line = (
            f"{time.strftime('%H:%M:%S')} step {self.step} questions {questions} "
            f"trained {self.trained_s:.0f} s rate {rate:.1e} {means}"
        )
        print(line, flush=True)
        with (self.state / "progress.txt").open("a") as file:
            file.write(line + "\n")
        sums.clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, default=default_state())
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="fp32")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--phrases", type=int, default=0, help="listed of every screen")
    parser.add_argument("--screens", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.state.mkdir(parents=True, exist_ok=True)
    Trainer(
        args.state, args.precision, args.seed, args.rate, args.minutes, args.screens, args.phrases
    ).run()


if __name__ == "__main__":
    main()
