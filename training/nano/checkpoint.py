"""The architecture of steady-nano: transformers' own Qwen3-VL with a small configuration."""

from __future__ import annotations

from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AttentionInterface, Qwen3VLConfig, Qwen3VLForConditionalGeneration
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

from training.nano.initial import prepare
from training.nano.tokenizer import VOCABULARY_SIZE, number_ids

WIDTH = 192
LAYERS = 4
HEADS = 6
HEAD_WIDTH = 32
CONTEXT = 8192


def configuration(tokenizer: Tokenizer) -> Qwen3VLConfig:
    text = {
        "model_type": "qwen3_vl_text",
        "vocab_size": VOCABULARY_SIZE,
        "hidden_size": WIDTH,
        "intermediate_size": 512,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": HEADS,
        "head_dim": HEAD_WIDTH,
        "hidden_act": "silu",
        "max_position_embeddings": CONTEXT,
        "rms_norm_eps": 1e-6,
        "attention_bias": False,
        "attention_dropout": 0.0,
        "tie_word_embeddings": True,
        "initializer_range": 0.03,
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": 5000000.0,
            "mrope_section": [6, 5, 5],
            "mrope_interleaved": True,
        },
        "bos_token_id": None,
        "pad_token_id": tokenizer.token_to_id("<|endoftext|>"),
        "eos_token_id": tokenizer.token_to_id("<|im_end|>"),
    }
    vision = {
        "model_type": "qwen3_vl",
        "depth": 4,
        "hidden_size": 128,
        "intermediate_size": 384,
        "num_heads": 4,
        "in_channels": 3,
        "patch_size": 16,
        "temporal_patch_size": 2,
        "spatial_merge_size": 2,
        "num_position_embeddings": 576,
        "out_hidden_size": WIDTH,
        "deepstack_visual_indexes": [1, 3],
        "hidden_act": "gelu_pytorch_tanh",
        "initializer_range": 0.03,
    }
    return Qwen3VLConfig(
        text_config=text,
        vision_config=vision,
        tie_word_embeddings=True,
        image_token_id=tokenizer.token_to_id("<|image_pad|>"),
        video_token_id=tokenizer.token_to_id("<|video_pad|>"),
        vision_start_token_id=tokenizer.token_to_id("<|vision_start|>"),
        vision_end_token_id=tokenizer.token_to_id("<|vision_end|>"),
    )


def attention_in_float(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    **rest: Any,
) -> tuple[torch.Tensor, None]:
    """Attention in float32: on the CPU its backward pass is twice as fast as in bfloat16."""
    with torch.autocast("cpu", enabled=False):
        return sdpa_attention_forward(
            module, query.float(), key.float(), value.float(), attention_mask, **rest
        )


AttentionInterface.register("sdpa_in_float", attention_in_float)
AttentionMaskInterface.register("sdpa_in_float", sdpa_mask)


def new_model(tokenizer: Tokenizer, seed: int = 0) -> Qwen3VLForConditionalGeneration:
    torch.manual_seed(seed)
    model = Qwen3VLForConditionalGeneration(configuration(tokenizer))
    model.set_attn_implementation({"text_config": "sdpa_in_float"})
    prepare(model.model.language_model, number_ids(tokenizer))
    return model
