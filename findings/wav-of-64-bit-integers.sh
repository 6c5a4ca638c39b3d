#!/usr/bin/env bash
# Who reads the WAV file that SciPy writes of an array of int64.
#
# SciPy 1.17.1 writes whole numbers of 64 bits as PCM without a word, and reads them again; Python's
# wave module gives their bytes. soundfile 0.14.0 (libsndfile) refuses the file as "an unimplemented
# format". With floats of 64 bits it is the other way: soundfile reads them, wave does not.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  scipy==1.17.1 soundfile==0.14.0 numpy==2.4.6
"$folder/env/bin/python" -W ignore - "$folder/a.wav" > "$folder/seen" <<'PY'
import sys
import wave

import numpy as np
import soundfile
from scipy.io import wavfile

TONE = np.sin(np.arange(400) / 5) / 2


def by_scipy(path):
    raw = wavfile.read(path)[1]
    return raw / (2.0**63 if raw.dtype.kind == "i" else 1)


def by_soundfile(path):
    return soundfile.read(path)[0]


def by_wave(path):
    with wave.open(path) as file:
        assert file.getsampwidth() == 8
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i8")
    return raw / 2.0**63


for name, samples in (("int64", np.int64(TONE * 2.0**63)), ("float64", TONE)):
    wavfile.write(sys.argv[1], 8000, samples)
    for read in (by_scipy, by_wave, by_soundfile):
        try:
            said = "read" if np.abs(read(sys.argv[1]) - TONE).max() < 1e-6 else "read as another sound"
        except (soundfile.LibsndfileError, wave.Error) as error:
            said = f"refused: {str(error).split(': ')[-1]}"
        print(name, read.__name__, said)
PY
diff - "$folder/seen" <<'SEEN'
int64 by_scipy read
int64 by_wave read
int64 by_soundfile refused: File contains data in an unimplemented format.
float64 by_scipy read
float64 by_wave refused: 3
float64 by_soundfile read
SEEN
echo "as seen before"
