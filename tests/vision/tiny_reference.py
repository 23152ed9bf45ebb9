"""Small random Qwen3-VL models and a byte-level processor, built by transformers itself."""

from __future__ import annotations

import torch
from tokenizers import (AddedToken, Regex, Tokenizer, decoders, models, normalizers,
                        pre_tokenizers)
from transformers import (Qwen2TokenizerFast, Qwen2VLImageProcessor, Qwen3VLConfig,
                          Qwen3VLForConditionalGeneration, Qwen3VLProcessor, Qwen3VLVideoProcessor)

SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>",
           "<|vision_pad|>", "<|image_pad|>", "<|video_pad|>"]
PLAIN = ["<tool_call>", "</tool_call>"]
FIRST_ADDED = 256
QWEN_PATTERN = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|"
                r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
HALF = {"image_mean": [0.5] * 3, "image_std": [0.5] * 3}


def token_id(text: str) -> int:
    return FIRST_ADDED + (SPECIAL + PLAIN).index(text)


def build_tokenizer() -> Tokenizer:
    """The 256 bytes in GPT-2's order, no merges: every text is as many tokens as it has bytes."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    letters = [chr(b) for b in printable] + [chr(256 + i) for i in range(len(others))]
    tokenizer = Tokenizer(models.BPE(vocab={c: i for i, c in enumerate(letters)}, merges=[]))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(QWEN_PATTERN), behavior="isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(t, normalized=False) for t in SPECIAL])
    tokenizer.add_tokens([AddedToken(t, normalized=False) for t in PLAIN])
    return tokenizer


def build_processor() -> Qwen3VLProcessor:
    tokenizer = Qwen2TokenizerFast(tokenizer_object=build_tokenizer(), eos_token="<|im_end|>",
                                   pad_token="<|endoftext|>", unk_token=None, bos_token=None)
    images = Qwen2VLImageProcessor(patch_size=16, merge_size=2, temporal_patch_size=2, **HALF,
                                       size={"shortest_edge": 65536, "longest_edge": 16777216})
    videos = Qwen3VLVideoProcessor(size={"shortest_edge": 4096, "longest_edge": 25165824}, **HALF)
    return Qwen3VLProcessor(image_processor=images, tokenizer=tokenizer, video_processor=videos)


def build_model(tied: bool) -> Qwen3VLForConditionalGeneration:
    """Tied: heads wider than hidden/heads, default-like taps. Untied: the other way round."""
    heads = {"num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 32 if tied else 16}
    rope = {"rope_type": "default", "rope_theta": 5e6, "mrope_interleaved": True,
            "mrope_section": [6, 5, 5] if tied else [4, 2, 2]}
    text = {"vocab_size": 272, "hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 4,
            "rms_norm_eps": 1e-6, "max_position_embeddings": 4096, "rope_parameters": rope,
            "eos_token_id": token_id("<|im_end|>"), "bos_token_id": None, "pad_token_id": None,
            "tie_word_embeddings": tied, **heads}
    vision = {"hidden_size": 64, "depth": 4, "num_heads": 4, "intermediate_size": 96,
              "out_hidden_size": 64, "num_position_embeddings": 64, "patch_size": 16,
              "deepstack_visual_indexes": [0, 2] if tied else [1, 2, 3]}
    config = Qwen3VLConfig(
        text_config=text, vision_config=vision, tie_word_embeddings=tied,
        image_token_id=token_id("<|image_pad|>"), video_token_id=token_id("<|video_pad|>"),
        vision_start_token_id=token_id("<|vision_start|>"),
        vision_end_token_id=token_id("<|vision_end|>"))
    model = Qwen3VLForConditionalGeneration(config).eval()
    spread_weights(model)
    return model


@torch.no_grad()
def spread_weights(model: Qwen3VLForConditionalGeneration) -> None:
    """Wider than transformers' 0.02, so that every path carries weight in the result."""
    for name, parameter in model.named_parameters():
        is_norm = "norm" in name and name.endswith("weight")
        parameter.normal_(1.0 if is_norm else 0.0, 0.1 if is_norm or parameter.dim() == 1 else 0.12)
