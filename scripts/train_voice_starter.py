"""Train the voice model that users begin with: nine words, said by other people.

Needs speech_commands.zip (Google Speech Commands v0.01, CC BY 4.0). Clips of further words
serve as background. Every clip weighs a tenth, so that a clip of the user's own, added by
`partial_fit`, counts as ten of these.

Run: python scripts/train_voice_starter.py speech_commands.zip web/gallery/voice_starter.json
"""

from __future__ import annotations

import argparse
import io
import wave
import zipfile
from pathlib import Path

import numpy as np

from elm_core import dumps
from elm_core.tasks import VoiceCommands

WORDS = ("yes", "no", "up", "down", "left", "right", "on", "off", "stop")

#: Clips of each other word that are taken for background.
OTHERS = 3

WEIGHT = 0.1


def load(archive: Path) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Return clips, their labels and their speakers."""
    clips, labels, speakers = [], [], []
    others: dict[str, int] = {}
    with zipfile.ZipFile(archive) as files:
        for name in sorted(files.namelist()):
            if not name.endswith(".wav"):
                continue
            _, word, file = name.split("/")
            others[word] = others.get(word, 0) + 1
            if word not in WORDS and others[word] > OTHERS:
                continue
            with wave.open(io.BytesIO(files.read(name))) as sound:
                raw = sound.readframes(sound.getnframes())
            clips.append(np.frombuffer(raw, "<i2") / 32768.0)
            labels.append(word if word in WORDS else "background")
            speakers.append(file.split("_")[0])
    return clips, np.array(labels), np.array(speakers)


def train(clips: list[np.ndarray], labels: np.ndarray) -> VoiceCommands:
    weights = np.full(len(labels), WEIGHT)
    return VoiceCommands(random_state=0).fit(clips, labels, weights)


def by_new_speakers(clips: list[np.ndarray], labels: np.ndarray, speakers: np.ndarray) -> dict:
    """Return figures of 5-fold cross-validation over speakers."""
    names = np.unique(speakers)
    fold = np.random.RandomState(0).permutation(len(names)) % 5
    of_clip = fold[np.searchsorted(names, speakers)]
    said, likeliest = np.empty(len(labels), dtype=object), np.empty(len(labels), dtype=object)
    for k in range(5):
        rest, test = np.flatnonzero(of_clip != k), np.flatnonzero(of_clip == k)
        model = train([clips[i] for i in rest], labels[rest])
        held = [clips[i] for i in test]
        said[test] = model.predict(held)
        proba = model.predict_proba(held)
        is_word = model.classes_ != "background"
        likeliest[test] = model.classes_[is_word][proba[:, is_word].argmax(axis=1)]
    word = labels != "background"
    return {
        "right word, none refused": round(float((likeliest == labels)[word].mean()), 3),
        "right word at the default threshold": round(float((said == labels)[word].mean()), 3),
        "wrong word": round(float(((said != labels) & (said != "background"))[word].mean()), 3),
        "other words refused": round(float((said == "background")[~word].mean()), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the voice model that users begin with.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    clips, labels, speakers = load(options.archive)
    model = train(clips, labels)
    figures = by_new_speakers(clips, labels, speakers)
    card = {
        "name": "Nine spoken words",
        "description": "Yes, no, up, down, left, right, on, off, stop, said in English. A start "
        "for a model of your own: add three clips of each word.",
        "licence": "CC BY 4.0",
        "trained_on": f"{len(clips)} clips of {len(np.unique(speakers))} speakers, Google Speech "
        "Commands v0.01 (Warden 2018), CC BY 4.0",
        "figures": {"5-fold by speaker": figures},
        "made_by": "scripts/train_voice_starter.py",
    }
    text = dumps(model, metadata=card)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    print(f"{options.out}: {len(text) / 1000:.0f} kB, {len(clips)} clips, {figures}")


if __name__ == "__main__":
    main()
