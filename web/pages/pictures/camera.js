// The camera: on when asked for, off when it is not, a frame at a time.
// @ts-check
import { pixelsOf } from './canvas.js';

export class Camera {
  /** @type {MediaStream | undefined} */
  #stream;
  #video;

  /** @param {HTMLVideoElement} video */
  constructor(video) {
    this.#video = video;
  }

  get on() {
    return this.#stream !== undefined;
  }

  /** @param {() => void} onEnded the camera was taken away */
  async start(onEnded) {
    if (!navigator.mediaDevices) {
      throw new Error('This browser gives no camera to this page. Drop picture files instead.');
    }
    const wanted = { video: { width: { ideal: 640 }, height: { ideal: 480 } } };
    const stream = await navigator.mediaDevices.getUserMedia(wanted).catch((error) => {
      const none = error.name === 'NotFoundError';
      throw new Error(
        none
          ? 'No camera was found. Drop picture files instead.'
          : 'The page was not allowed to use the camera. Allow it in the address bar, or drop picture files.',
      );
    });
    this.#stream = stream;
    stream.getVideoTracks()[0]?.addEventListener('ended', onEnded);
    this.#video.srcObject = stream;
    await this.#video.play();
  }

  stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    this.#video.srcObject = null;
  }

  /** The pixels of this moment; undefined before the first. */
  frame() {
    const { videoWidth, videoHeight } = this.#video;
    return this.on && videoWidth ? pixelsOf(this.#video, videoWidth, videoHeight) : undefined;
  }
}
