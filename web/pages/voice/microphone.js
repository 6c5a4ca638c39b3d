// The microphone as a stream of samples, and in words why there is none.
// @ts-check

/** What the browser's errors mean to someone who wants to speak. @type {Record<string, string>} */
const WHY = {
  NotAllowedError: 'The page was not allowed to listen. Allow the microphone beside the address',
  NotFoundError: 'No microphone was found. Plug one in',
  NotReadableError: 'The microphone could not be opened: another program may be using it',
  SecurityError: 'This page may not use the microphone here',
};
const ELSE = ', or use sound files instead.';

/**
 * @typedef {object} Microphone
 * @property {AudioContext} context
 * @property {AnalyserNode} analyser
 * @property {() => void} close
 */

/**
 * @param {object} listener
 * @param {(samples: Float32Array, rate: number) => void} listener.onSamples about every 10 ms
 * @param {(why: Error) => void} listener.onLost the device was unplugged or taken away
 * @returns {Promise<Microphone>}
 */
export async function openMicrophone({ onSamples, onLost }) {
  const stream = await sound();
  const context = new AudioContext({ latencyHint: 'interactive' });
  let open = true;
  const close = () => {
    open = false;
    for (const track of stream.getTracks()) track.stop();
    if (context.state !== 'closed') context.close();
  };
  try {
    await context.audioWorklet.addModule(new URL('./microphone-worklet.js', import.meta.url));
    const source = context.createMediaStreamSource(stream);
    const analyser = new AnalyserNode(context, { fftSize: 2048, smoothingTimeConstant: 0.2 });
    const samples = new AudioWorkletNode(context, 'microphone', {
      channelCount: 1,
      channelCountMode: 'explicit', // a device of two channels is mixed down, not cut to its first
    });
    samples.port.onmessage = ({ data }) => {
      if (open) onSamples(data, context.sampleRate); // some are under way when it is closed
    };
    source.connect(analyser);
    // what leads nowhere may not be computed; this is silent
    source
      .connect(samples)
      .connect(new GainNode(context, { gain: 0 }))
      .connect(context.destination);
    await context.resume();
    stream.getAudioTracks()[0].addEventListener('ended', () => {
      close();
      onLost(new Error(`The microphone is gone. Plug it in again${ELSE}`));
    });
    return { context, analyser, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function sound() {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new Error(`A page is given a microphone only over https${ELSE}`);
  }
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: {
        channelCount: 1,
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
      },
    });
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    throw new Error(`${WHY[name] ?? `The microphone could not be opened (${message})`}${ELSE}`);
  }
}
