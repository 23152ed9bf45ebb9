"""Writes what the reference tokenizer and chat template give, for C++ tests to compare.

    python tokenizer_oracle.py OUT [OFFICIAL_TOKENIZER_JSON]

OUT/<name>/tokenizer.json or vocab.json, merges.txt, tokenizer_config.json   one tokenizer
OUT/<name>/encode.bin   texts and their ids
OUT/<name>/decode.bin   ids and their texts, without and with special tokens
OUT/chat.json           conversations and how the chat template renders them

Every tokenizer is made here, but the official one where its path is given. All seeds are fixed.
"""

from __future__ import annotations

import json
import random
import shutil
import struct
import sys
from pathlib import Path

from chat_cases import random_conversations
from random_texts import ADDED_TOKENS, random_text
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
from tokenizers import pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

GOLDEN = Path(__file__).parent / "golden"
SPECIAL_TOKENS = 14  # of the added tokens, the first ones
ADDED_FLAGS = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def with_qwen_steps(model: models.BPE) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORDS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def add_tokens(tokenizer: Tokenizer) -> Tokenizer:
    for i, text in enumerate(ADDED_TOKENS):
        token = AddedToken(text, normalized=False, special=i < SPECIAL_TOKENS)
        if i < SPECIAL_TOKENS:
            tokenizer.add_special_tokens([token])
        else:
            tokenizer.add_tokens([token])
    return tokenizer


def trained(size: int) -> Tokenizer:
    """Byte-pair merges learnt from random texts, so that many of them apply to more of these."""
    tokenizer = with_qwen_steps(models.BPE())
    source = random.Random(1)
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator((random_text(source) for _ in range(20_000)), trainer)
    return add_tokens(tokenizer)


def bytes_alone() -> Tokenizer:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {letter: i for i, letter in enumerate(letters)}
    return add_tokens(with_qwen_steps(models.BPE(vocabulary, [])))


def edited(tokenizer: Tokenizer, **model_fields: object) -> Tokenizer:
    description = json.loads(tokenizer.to_str())
    description["model"].update(model_fields)
    return Tokenizer.from_str(json.dumps(description))


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def write_separate_files(folder: Path, tokenizer: Tokenizer, header: str) -> None:
    model = json.loads(tokenizer.to_str())["model"]
    write_json(folder / "vocab.json", model["vocab"])
    lines = [" ".join(pair) + "\n" for pair in model["merges"]]
    (folder / "merges.txt").write_text(header + "".join(lines), encoding="utf-8")
    first = len(model["vocab"])
    added = {
        str(first + i): {"content": text, "special": i < SPECIAL_TOKENS, **ADDED_FLAGS}
        for i, text in enumerate(ADDED_TOKENS)
    }
    write_json(folder / "tokenizer_config.json", {"added_tokens_decoder": added})


def write_merges_as_strings(folder: Path, tokenizer: Tokenizer) -> None:
    description = json.loads(tokenizer.to_str())
    model = description["model"]
    model["merges"] = [" ".join(pair) for pair in model["merges"]]
    write_json(folder / "tokenizer.json", description)


def packed(text: str) -> bytes:
    data = text.encode("utf-8")
    return struct.pack("<I", len(data)) + data


def packed_ids(ids: list[int]) -> bytes:
    return struct.pack(f"<I{len(ids)}I", len(ids), *ids)


def write_cases(folder: Path, tokenizer: Tokenizer, count: int) -> None:
    source = random.Random(2)
    texts = [random_text(source) for _ in range(count)]
    texts += [unit * 20_000 for unit in ("a", " ", "\n", "\u0301\u0334", "ab", "<|im_", "é", "7")]
    with (folder / "encode.bin").open("wb") as file:
        for text, encoding in zip(texts, tokenizer.encode_batch(texts, add_special_tokens=False)):
            file.write(packed(text) + packed_ids(encoding.ids))
    end = tokenizer.get_vocab_size() + 300  # ids past the vocabulary decode to nothing
    with (folder / "decode.bin").open("wb") as file:
        for _ in range(count // 4):
            ids = [source.randrange(end) for _ in range(source.randrange(24))]
            kept = tokenizer.decode(ids, skip_special_tokens=False)
            skipped = tokenizer.decode(ids, skip_special_tokens=True)
            file.write(packed_ids(ids) + packed(kept) + packed(skipped))


def make_folder(out: Path, name: str) -> Path:
    folder = out / name
    folder.mkdir(parents=True)
    return folder


def write_tokenizers(out: Path, official: Path | None) -> None:
    learnt = trained(6_000)
    for name in ("arrays", "strings", "files", "files_with_version"):
        folder = make_folder(out, name)
        if name == "arrays":
            learnt.save(str(folder / "tokenizer.json"))
        elif name == "strings":
            write_merges_as_strings(folder, learnt)
        else:
            header = "#version: 0.2\n" if name == "files_with_version" else ""
            write_separate_files(folder, learnt, header)
        write_cases(folder, learnt, 4_000)
    variants = {"bytes": bytes_alone(), "whole_words": edited(learnt, ignore_merges=True)}
    for name, tokenizer in variants.items():
        folder = make_folder(out, name)
        tokenizer.save(str(folder / "tokenizer.json"))
        write_cases(folder, tokenizer, 4_000)
    if official is not None:
        folder = make_folder(out, "official")
        (folder / "tokenizer.json").symlink_to(official)
        write_cases(folder, Tokenizer.from_file(str(official)), 200_000)


def write_conversations(path: Path) -> None:
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=bytes_alone())
    template = (GOLDEN / "chat_template.jinja").read_text(encoding="utf-8")
    cases = []
    for case in random_conversations(random.Random(3), 600):
        rendered = tokenizer.apply_chat_template(
            case["messages"],
            tools=case["tools"],
            chat_template=template,
            add_generation_prompt=case["generation_prompt"],
            add_vision_id=case["number_pictures"],
            tokenize=False,
        )
        cases.append({**case, "rendered": rendered})
    write_json(path, cases)


def main() -> None:
    out = Path(sys.argv[1])
    official = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    if official is not None and not official.exists():
        official = None
    shutil.rmtree(out, ignore_errors=True)
    write_tokenizers(out, official)
    write_conversations(out / "chat.json")


if __name__ == "__main__":
    main()
