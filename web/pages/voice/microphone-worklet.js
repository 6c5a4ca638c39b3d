// In the audio thread: samples of the microphone, handed over every hundredth of a second or so.
// @ts-check

const QUANTA = 4;

class Microphone extends AudioWorkletProcessor {
  /** @type {Float32Array[]} */
  #parts = [];

  /** @param {Float32Array[][]} inputs */
  process([input]) {
    const channel = input?.[0];
    if (!channel) return true;
    this.#parts.push(channel.slice());
    if (this.#parts.length === QUANTA) {
      const samples = new Float32Array(QUANTA * channel.length);
      this.#parts.forEach((part, i) => {
        samples.set(part, i * channel.length);
      });
      this.port.postMessage(samples, [samples.buffer]);
      this.#parts = [];
    }
    return true;
  }
}

registerProcessor('microphone', Microphone);
