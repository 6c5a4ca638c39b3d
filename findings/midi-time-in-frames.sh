#!/usr/bin/env bash
# MIDI files that count time in frames.
#
# A file may count in ticks of a frame of film, here 25 frames of 40 ticks: a tick is a millisecond, whatever
# the tempo. mido 1.3.3 and miditoolkit 1.0.1, which reads by it, take the two bytes that say so for -6360 ticks
# a quarter: all times are negative, two notes of half a second end before the file begins, and its
# length is below zero. In @tonejs/midi 2.0.28 times are NaN, although midi-file 1.2.4 beneath it gives the
# frames. symusic 0.6.0 refuses it and says why. Counted in quarters the same notes are the same to all.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  mido==1.3.3 miditoolkit==1.0.1 symusic==0.6.0 numpy==2.4.6
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts @tonejs/midi@2.0.28 midi-file@1.2.4 >> log
cat > notes.mjs <<'JS'
import { readFileSync } from 'node:fs';
import tone from '@tonejs/midi';
import { parseMidi } from 'midi-file';

const bytes = readFileSync(process.argv[2]);
console.log('midi-file', JSON.stringify(parseMidi(bytes).header));
console.log('tonejs', ...new tone.Midi(bytes).tracks[0].notes.map(({ time, duration }) => `${time}+${duration}`));
JS
cat > notes.py <<'PY'
import struct
import subprocess

import mido
import miditoolkit
import symusic

# two notes of 500 ticks, 500 ticks apart, at a tempo of 0.5 s a quarter
TRACK = bytes.fromhex("00903c64 8374803c00 8374903e64 8374803e00 00ff2f00")
DIVISIONS = {"quarters": struct.pack(">H", 500), "frames": struct.pack(">bB", -25, 40)}
for name, division in DIVISIONS.items():
    file = b"MThd" + struct.pack(">IHH", 6, 0, 1) + division + b"MTrk" + struct.pack(">I", len(TRACK)) + TRACK
    with open(f"{name}.mid", "wb") as out:
        out.write(file)
    print(f"in {name}:", *division)
    song = mido.MidiFile(f"{name}.mid")
    print("mido", song.ticks_per_beat, f"length {song.length:.4f}", *(f"{event.time:.4f}" for event in song))
    kit = miditoolkit.MidiFile(f"{name}.mid")
    times = kit.get_tick_to_time_mapping()
    print("miditoolkit", *(f"{times[n.start]:.4f}-{times[n.end]:.4f}" for i in kit.instruments for n in i.notes))
    try:
        score = symusic.Score(f"{name}.mid", ttype="second")
        print("symusic", *(f"{note.time}+{note.duration}" for track in score.tracks for note in track.notes))
    except RuntimeError as error:
        print("symusic", error)
    told = subprocess.run(["node", "notes.mjs", f"{name}.mid"], check=True, capture_output=True, text=True)
    print(told.stdout, end="")
PY
"$folder/env/bin/python" -W ignore notes.py > "$folder/seen"
diff - "$folder/seen" <<'SEEN'
in quarters: 1 244
mido 500 length 1.5000 0.0000 0.5000 0.5000 0.5000 0.0000
miditoolkit 0.0000-0.5000 1.0000-1.5000
symusic 0.0+0.5 1.0+0.5
midi-file {"format":0,"numTracks":1,"ticksPerBeat":500}
tonejs 0+0.5 1+0.5
in frames: 231 40
mido -6360 length -0.1179 0.0000 -0.0393 -0.0393 -0.0393 0.0000
miditoolkit 0.0000--0.0393 -0.0786--0.1179
symusic MiniMidi: Division type is not ticks per quarter!
midi-file {"format":0,"numTracks":1,"framesPerSecond":25,"ticksPerFrame":40}
tonejs NaN+NaN NaN+NaN
SEEN
echo "as seen before"
