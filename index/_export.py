"""The child process that exports a sentence-transformers model to ONNX; the only code here that loads torch."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_SAMPLES = (
    "Net loss widened to $6.4 billion in 2025.",
    "GPUs",
    "The company had 2,146 full-time employees at June 30, 2026, compared with 1,480 a year earlier. " * 8,
)


def main(source: str, target: str, key: str) -> None:
    """Writes `model.onnx`, `weights.bin`, `tokenizer.json` and `model.json` for the model at `source` into `target`."""
    import onnxruntime
    import torch
    from sentence_transformers import SentenceTransformer

    from index.embedding import TOKENS, WHOLE, Embedder

    whole = SentenceTransformer(source, device="cpu").eval()

    class Sentence(torch.nn.Module):  # type: ignore[misc]  # torch may be absent where types are checked
        def __init__(self) -> None:
            super().__init__()
            self.parts = whole

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features: Any = {"input_ids": input_ids, "attention_mask": attention_mask}
            for part in self.parts:
                features = part(features)
            whole = torch.nn.functional.normalize(features["sentence_embedding"], dim=1)
            return whole, features["token_embeddings"]

    directory = Path(target)
    raw = directory / "raw.onnx"
    batch = {0: "batch", 1: "tokens"}
    with torch.no_grad():
        torch.onnx.export(
            Sentence().eval(),
            (torch.tensor([[5, 6, 7, 8, 0], [5, 6, 7, 8, 9]]), torch.tensor([[1, 1, 1, 1, 0], [1, 1, 1, 1, 1]])),
            str(raw),
            dynamo=False,
            opset_version=17,
            input_names=["input_ids", "attention_mask"],
            output_names=[WHOLE, TOKENS],
            dynamic_axes={"input_ids": batch, "attention_mask": batch, WHOLE: {0: "batch"}, TOKENS: batch},
        )
        expected = whole.encode(list(_SAMPLES), normalize_embeddings=True)
    options = onnxruntime.SessionOptions()
    # No further than EXTENDED: what lies beyond depends on the processor it is done on.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(directory / "model.onnx")
    # Weights in a file of their own are memory-mapped: half the start-up time, a third less memory.
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", "weights.bin")
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
    onnxruntime.InferenceSession(str(raw), options, providers=["CPUExecutionProvider"])
    raw.unlink()

    tokenizer = whole.tokenizer.backend_tokenizer
    maximum = int(whole.max_seq_length or 512)
    tokenizer.enable_truncation(max_length=maximum)
    padding = whole.tokenizer.pad_token_id
    tokenizer.enable_padding(pad_id=padding, pad_token=whole.tokenizer.pad_token)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    description = {"key": key, "dimensions": int(expected.shape[1]), "max_tokens": maximum, "agreement": 0.0}
    described = directory / "model.json"
    described.write_text(json.dumps(description), encoding="utf-8")

    actual = Embedder(directory).embed(_SAMPLES)
    description["agreement"] = float((actual * expected).sum(axis=1).min())
    described.write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
