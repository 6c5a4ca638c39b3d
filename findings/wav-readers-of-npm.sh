#!/usr/bin/env bash
# What JavaScript packages read of WAV files that soundfile wrote.
#
# One sound from full scale to full scale. node-wav 0.0.2 reads the lowest sample of 24 bits as 1 in place of
# −1, the other end: a click wherever a sound was cut off; at 16 and 32 bits it is right. wavefile 11.0.0
# reads floats in the extended format, which files of more than two channels should have, as whole
# numbers: 0.5 is 1056964608, the bits of it. node-wav refuses that format, whatever the samples.
# soundfile 0.14.0 wrote all of these and reads them alike.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check soundfile==0.14.0 numpy==2.4.6
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts node-wav@0.0.2 wavefile@11.0.0 >> log
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
import soundfile

SOUND = np.array([0.0, 0.5, 1.0, -0.5, -1.0])
for kind in ("PCM_16", "PCM_24", "PCM_32", "FLOAT"):
    for form in ("WAV", "WAVEX"):
        path = f"{kind}.{form}"
        soundfile.write(path, SOUND, 8000, subtype=kind, format=form)
        assert np.abs(soundfile.read(path)[0] - SOUND).max() < 1e-4
PY
cat > read.mjs <<'JS'
import { readFileSync } from 'node:fs';
import wav from 'node-wav';
import wavefile from 'wavefile';

const read = {
  'node-wav': (bytes) => wav.decode(bytes.buffer).channelData[0],
  wavefile: (bytes) => new wavefile.WaveFile(bytes).getSamples(),
};
for (const kind of ['PCM_16', 'PCM_24', 'PCM_32', 'FLOAT'])
  for (const form of ['WAV', 'WAVEX'])
    for (const [name, samples] of Object.entries(read)) {
      let said;
      try {
        const bytes = new Uint8Array(readFileSync(`${kind}.${form}`));
        said = Array.from(samples(bytes), (sample) => Number(sample.toFixed(4))).join(' ');
      } catch (error) {
        said = `refused: ${error.message}`;
      }
      console.log(kind, form, name, said);
    }
JS
node read.mjs >> "$folder/seen"
diff - "$folder/seen" <<'SEEN'
PCM_16 WAV node-wav 0 0.5 1 -0.5 -1
PCM_16 WAV wavefile 0 16384 32767 -16384 -32768
PCM_16 WAVEX node-wav refused: Unsupported format in WAV file: fffe
PCM_16 WAVEX wavefile 0 16384 32767 -16384 -32768
PCM_24 WAV node-wav 0 0.5 1 -0.5 1
PCM_24 WAV wavefile 0 4194304 8388607 -4194304 -8388608
PCM_24 WAVEX node-wav refused: Unsupported format in WAV file: fffe
PCM_24 WAVEX wavefile 0 4194304 8388607 -4194304 -8388608
PCM_32 WAV node-wav 0 0.5 1 -0.5 -1
PCM_32 WAV wavefile 0 1073741824 2147483647 -1073741824 -2147483648
PCM_32 WAVEX node-wav refused: Unsupported format in WAV file: fffe
PCM_32 WAVEX wavefile 0 1073741824 2147483647 -1073741824 -2147483648
FLOAT WAV node-wav 0 0.5 1 -0.5 -1
FLOAT WAV wavefile 0 0.5 1 -0.5 -1
FLOAT WAVEX node-wav refused: Unsupported format in WAV file: fffe
FLOAT WAVEX wavefile 0 1056964608 1065353216 -1090519040 -1082130432
SEEN
echo "as seen before"
