// Reads sound files and says what is in them: the other half of tests/core/test_sound_files.py.
import { readFileSync } from 'node:fs';
import { downmix } from '../../web/ui/audio/downmix.js';
import { channelsOf, layoutOf } from '../../web/ui/audio/wav.js';

function read(path) {
  const { buffer } = new Uint8Array(readFileSync(path)); // of its own, not a part of Node's pool
  try {
    const layout = layoutOf(buffer);
    if (!layout) return { layout: null };
    const channels = channelsOf(buffer, layout);
    const one = Array.from(downmix(channels));
    return { layout, channels: channels.map((channel) => Array.from(channel)), mono: one };
  } catch (error) {
    return { error: error.message, kind: error.name };
  }
}

process.stdout.write(JSON.stringify(process.argv.slice(2).map(read)));
