"""One proposal: a checkpoint's reply to an instruction, held to the grammar of a tool call."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import torch
from transformers import DynamicCache, Qwen3VLForConditionalGeneration

from training.nano import prompt
from training.nano.batches import Encoder
from training.nano.pointers import Screen

PLACED = ("left_click", "double_click", "right_click")
ACTIONS = (*PLACED, "type", "key", "scroll", "wait", "terminate", "answer")
LONGEST_TEXT = 64  # tokens of a free argument


@dataclass(frozen=True)
class Proposal:
    call: str  # the whole tool call
    log_prob: float  # of the decisions: the action, and both coordinates of a click

    @property
    def arguments(self) -> dict[str, Any]:
        """Those of the call; only the action where the rest is no JSON."""
        try:
            return json.loads(self.call[len("<tool_call>") : -len("</tool_call>")])["arguments"]
        except ValueError:
            return {"action": self.call[len(prompt.CALL_OPEN) :].split('"')[0]}

    @property
    def place(self) -> tuple[int, int] | None:
        at = self.arguments.get("coordinate")
        return (at[0], at[1]) if at else None


class Proposer:
    """Keeps the keys and values of one screen, as the service does."""

    def __init__(
        self,
        model: Qwen3VLForConditionalGeneration,
        encoder: Encoder,
        screen: Screen,
        phrases: int = 0,
    ) -> None:
        self.model, self.encoder, self.screen = model.eval(), encoder, screen
        self.prefix = encoder.ids(prompt.prefix(screen, picture=False, phrases=phrases))
        self.actions = {name: encoder.ids(name) for name in ACTIONS}

    @torch.inference_mode()
    def propose(self, instruction: str) -> Proposal:
        ids = self.prefix + self.encoder.ids(prompt.question(self.screen, instruction))
        self.cache = DynamicCache(config=self.model.config.text_config)
        log_probs = self._feed(ids + self.encoder.ids(prompt.CALL_OPEN))
        action, total = self._choose_action(log_probs)
        if action in PLACED:
            log_probs = self._feed(self.encoder.ids('", "coordinate": ['))
            x, total = self._number(log_probs, total)
            log_probs = self._feed([self.encoder.numbers[x], *self.encoder.ids(", ")])
            y, total = self._number(log_probs, total)
            return Proposal(prompt.reply({"action": action, "coordinate": [x, y]}), total)
        return Proposal(prompt.CALL_OPEN + action + self._free(), total)

    def _feed(self, ids: list[int]) -> torch.Tensor:
        out = self.model.model.language_model(
            input_ids=torch.tensor([ids]), past_key_values=self.cache, use_cache=True
        )
        self.log_probs = torch.log_softmax(
            self.model.lm_head(out.last_hidden_state[0, -1]).float(), -1
        )
        return self.log_probs

    def _choose_action(self, log_probs: torch.Tensor) -> tuple[str, float]:
        left = dict(self.actions)
        total, depth = 0.0, 0
        while True:
            options = sorted({ids[depth] for ids in left.values()})
            if len(options) > 1:
                scores = log_probs[options]
                chosen = options[int(scores.argmax())]
                total += float(scores.max())
            else:
                chosen = options[0]
            left = {name: ids for name, ids in left.items() if ids[depth] == chosen}
            log_probs = self._feed([chosen])
            depth += 1
            done = [name for name, ids in left.items() if len(ids) == depth]
            if done:
                return done[0], total

    def _number(self, log_probs: torch.Tensor, total: float) -> tuple[int, float]:
        scores = log_probs[self.encoder.numbers]
        value = int(scores.argmax())
        return value, total + float(scores[value])

    def _free(self) -> str:
        """What follows the action's name, greedily, as text."""
        ids: list[int] = []
        while len(ids) < LONGEST_TEXT:
            token = int(self.log_probs.argmax())
            if token == self.encoder.end:
                break
            ids.append(token)
            self._feed([token])
        return self.encoder.tokenizer.decode(ids, skip_special_tokens=False)
