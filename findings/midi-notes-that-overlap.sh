#!/usr/bin/env bash
# Which note a note-off ends, where a pitch is struck again before it has ended.
#
# Two strokes of one pitch overlap, such as of a cymbal that rings on. pretty_midi 0.2.11 ends both at
# the first note-off and ignores the second; symusic 0.6.0 and miditoolkit 1.0.1 end the first stroke
# at the first note-off and the second at the second. With one note-off in the file pretty_midi has
# two notes, the others one. A note that ends in the tick of its start, as drum machines write
# them, is dropped by pretty_midi and has length 0 in the others.
#
# Seen on 2026-11-30: the lines below (start, end in ticks, velocity).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  mido==1.3.3 pretty_midi==0.2.11 miditoolkit==1.0.1 symusic==0.6.0 2> "$folder/installed"
"$folder/env/bin/python" -W ignore - "$folder/song.mid" > "$folder/seen" <<'PY'
import sys

import mido
import miditoolkit
import pretty_midi
import symusic

PATH = sys.argv[1]
ON, OFF = "note_on", "note_off"
SONGS = {
    "two strokes, two ends": [(0, ON, 100), (240, ON, 50), (480, OFF, 0), (720, OFF, 0)],
    "two strokes, one end": [(0, ON, 100), (240, ON, 50), (480, OFF, 0)],
    "no length": [(0, ON, 100), (0, OFF, 0), (240, ON, 50), (480, OFF, 0)],
}
for name, events in SONGS.items():
    song, track, now = mido.MidiFile(ticks_per_beat=480), mido.MidiTrack(), 0
    song.tracks.append(track)
    for tick, kind, velocity in events:
        track.append(mido.Message(kind, note=60, velocity=velocity, time=tick - now))
        now = tick
    song.save(PATH)
    pretty = pretty_midi.PrettyMIDI(PATH)
    found = {
        "pretty_midi": [
            (int(pretty.time_to_tick(n.start)), int(pretty.time_to_tick(n.end)), n.velocity)
            for part in pretty.instruments
            for n in part.notes
        ],
        "miditoolkit": [
            (n.start, n.end, n.velocity)
            for part in miditoolkit.MidiFile(PATH).instruments
            for n in part.notes
        ],
        "symusic": [
            (n.start, n.end, n.velocity) for part in symusic.Score(PATH).tracks for n in part.notes
        ],
    }
    print(name)
    for library, notes in found.items():
        print(f"  {library}", *notes)
PY
diff - "$folder/seen" <<'SEEN'
two strokes, two ends
  pretty_midi (0, 480, 100) (240, 480, 50)
  miditoolkit (0, 480, 100) (240, 720, 50)
  symusic (0, 480, 100) (240, 720, 50)
two strokes, one end
  pretty_midi (0, 480, 100) (240, 480, 50)
  miditoolkit (0, 480, 100)
  symusic (0, 480, 100)
no length
  pretty_midi (240, 480, 50)
  miditoolkit (0, 0, 100) (240, 480, 50)
  symusic (0, 0, 100) (240, 480, 50)
SEEN
echo "as seen before"
