#!/usr/bin/env bash
# The drums of a MIDI file after music21 has read and written it.
#
# On channel 10 a note number is a drum (General MIDI). music21 10.5.1 knows some of them: kicks,
# snares, toms and crashes come back as they were. Others, among them both rides, the hand clap and
# the splash, are read as percussion without a number, and written as note 60, a high bongo.
# mido 1.3.3 says what is in the files.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check music21==10.5.1 mido==1.3.3
"$folder/env/bin/python" -W ignore - "$folder" > "$folder/seen" <<'PY'
import sys

import mido
import music21

DRUMS = {
    36: "kick", 38: "snare", 39: "clap", 42: "closed hat", 45: "low tom", 49: "crash",
    51: "ride", 53: "ride bell", 55: "splash", 56: "cowbell", 59: "second ride",
}
song, track = mido.MidiFile(ticks_per_beat=480), mido.MidiTrack()
song.tracks.append(track)
for note in DRUMS:
    track.append(mido.Message("note_on", channel=9, note=note, velocity=100, time=0))
    track.append(mido.Message("note_off", channel=9, note=note, velocity=0, time=480))
song.save(f"{sys.argv[1]}/before.mid")
music21.converter.parse(f"{sys.argv[1]}/before.mid").write("midi", f"{sys.argv[1]}/after.mid")
after = [
    message.note
    for track in mido.MidiFile(f"{sys.argv[1]}/after.mid").tracks
    for message in track
    if message.type == "note_on" and message.velocity
]
for (note, name), found in zip(DRUMS.items(), after, strict=True):
    print(note, name, "→", found)
PY
diff - "$folder/seen" <<'SEEN'
36 kick → 36
38 snare → 38
39 clap → 60
42 closed hat → 42
45 low tom → 45
49 crash → 49
51 ride → 60
53 ride bell → 60
55 splash → 60
56 cowbell → 56
59 second ride → 60
SEEN
echo "as seen before"
