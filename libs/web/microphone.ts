// The microphone: opened on a tap, heard as a level, recorded in pieces of a second that are kept as they come.

/** What stands in the way of recording; `insecure`: the page came by plain HTTP, where browsers have no microphone. */
export type Obstacle = 'denied' | 'missing' | 'insecure';

const OBSTACLES: readonly string[] = ['denied', 'insecure'] satisfies readonly Obstacle[];

/** Why `Microphone.open` failed; a microphone that fails in any other way counts as missing. */
export function obstacleIn(error: unknown): Obstacle {
  return error instanceof Error && OBSTACLES.includes(error.message) ? (error.message as Obstacle) : 'missing';
}

/** The first format of ours that the browser records. Safari plays its own WebM badly, so it is asked for MP4 first. */
export function chooseMime(isSupported: (mime: string) => boolean, isSafari: boolean): string | undefined {
  const [webm, mp4] = ['audio/webm;codecs=opus', 'audio/mp4'];
  return (isSafari ? [mp4, webm] : [webm, mp4]).find(isSupported);
}

/** How a file of such a sound is called, for whoever looks at its name first: `m4a` or `webm`. */
export function fileEndingOf(mime: string): 'm4a' | 'webm' {
  return mime.includes('mp4') ? 'm4a' : 'webm';
}

const PIECE_MS = 1_000;
const BITS_PER_SECOND = 32_000;

export class Microphone {
  private readonly samples: Float32Array<ArrayBuffer>;
  private recorder: MediaRecorder | undefined;

  private constructor(
    private readonly stream: MediaStream,
    private readonly context: AudioContext,
    private readonly analyser: AnalyserNode,
    readonly mime: string,
  ) {
    this.samples = new Float32Array(analyser.fftSize);
  }

  /** Asks for the microphone. Throws `Obstacle` as the message of an Error. */
  static async open(): Promise<Microphone> {
    const mime =
      typeof MediaRecorder === 'undefined'
        ? undefined
        : chooseMime(
            (type) => MediaRecorder.isTypeSupported(type),
            /^((?!chrome|android).)*safari/i.test(navigator.userAgent),
          );
    if (!isSecureContext) throw new Error('insecure' satisfies Obstacle);
    if (mime === undefined || !navigator.mediaDevices) throw new Error('missing' satisfies Obstacle);
    const stream = await navigator.mediaDevices
      .getUserMedia({
        audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true },
      })
      .catch((error: unknown) => {
        const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
        throw new Error((isRefused ? 'denied' : 'missing') satisfies Obstacle, { cause: error });
      });
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 2_048;
    context.createMediaStreamSource(stream).connect(analyser);
    return new Microphone(stream, context, analyser, mime);
  }

  get rateHz(): number {
    return this.context.sampleRate;
  }

  /** How loud it is now, 0 to 1: the root of the mean power of what is heard. */
  level(): number {
    const samples = this.heard();
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  }

  /** What is heard at this moment. */
  heard(): Float32Array {
    this.analyser.getFloatTimeDomainData(this.samples);
    return this.samples;
  }

  /** Records; `keep` gets the pieces in their order. */
  start(keep: (piece: Blob) => void): void {
    this.recorder = new MediaRecorder(this.stream, { mimeType: this.mime, audioBitsPerSecond: BITS_PER_SECOND });
    this.recorder.ondataavailable = ({ data }) => data.size > 0 && keep(data);
    this.recorder.start(PIECE_MS);
  }

  pause(): void {
    if (this.recorder?.state === 'recording') {
      this.recorder.requestData();
      this.recorder.pause();
    }
  }

  resume(): void {
    if (this.recorder?.state === 'paused') this.recorder.resume();
  }

  /** Ends the recording; resolves when the last piece was handed over. */
  async stop(): Promise<void> {
    const { recorder } = this;
    if (!recorder || recorder.state === 'inactive') return;
    const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
    recorder.stop();
    await ended;
  }

  /** Lets go of the microphone. */
  async close(): Promise<void> {
    for (const track of this.stream.getTracks()) track.stop();
    await this.context.close();
  }
}
