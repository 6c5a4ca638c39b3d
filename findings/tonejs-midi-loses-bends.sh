#!/usr/bin/env bash
# The pitch bends of a MIDI file after @tonejs/midi has read and written it.
#
# @tonejs/midi 2.0.28 reads a bend as a number from -1 to 1 and writes that number as it is, in place of
# one of 8192 steps: all bends upwards come back as 0 and downwards as -1. Controllers and velocities come back
# as they were. A note that is still sounding at the end of its track is left out.
# mido 1.3.3 says what is in the files.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check mido==1.3.3
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts @tonejs/midi@2.0.28 >> log
cat > again.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import tone from '@tonejs/midi';

const song = new tone.Midi(readFileSync('before.mid'));
console.log('read', ...song.tracks[0].pitchBends.map(({ value }) => Number(value.toFixed(4))));
writeFileSync('after.mid', Buffer.from(song.toArray()));
JS
cat > bends.py <<'PY'
import subprocess

import mido

song, track = mido.MidiFile(ticks_per_beat=480), mido.MidiTrack()
song.tracks.append(track)
for key, bend in enumerate((0, 2048, 4096, 8191, -4096, -8192), start=60):
    track.append(mido.Message("pitchwheel", pitch=bend, time=0))
    track.append(mido.Message("control_change", control=1, value=key, time=0))
    track.append(mido.Message("note_on", note=key, velocity=key, time=0))
    track.append(mido.Message("note_off", note=key, velocity=0, time=480))
track.append(mido.Message("note_on", note=72, velocity=100, time=0))
song.save("before.mid")
print(subprocess.run(["node", "again.mjs"], check=True, capture_output=True, text=True).stdout, end="")
PARTS = {"pitchwheel": "pitch", "control_change": "value", "note_on": "note"}
for kind, part in PARTS.items():
    for name in ("before", "after"):
        track = mido.merge_tracks(mido.MidiFile(f"{name}.mid").tracks)
        print(kind, name, *(getattr(message, part) for message in track if message.type == kind))
PY
"$folder/env/bin/python" -W ignore bends.py > "$folder/seen"
diff - "$folder/seen" <<'SEEN'
read 0 0.25 0.5 0.9999 -0.5 -1
pitchwheel before 0 2048 4096 8191 -4096 -8192
pitchwheel after 0 0 0 0 -1 -1
control_change before 60 61 62 63 64 65
control_change after 60 61 62 63 64 65
note_on before 60 61 62 63 64 65 72
note_on after 60 61 62 63 64 65
SEEN
echo "as seen before"
