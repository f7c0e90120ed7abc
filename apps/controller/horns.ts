// The horns: a simulated one that takes as long as the sound and writes the air log, and a real one that hands the file to ffplay.
import { environment } from '#config';
import { Horn, type DeviceClock, type HornEnd, type HornRequest } from '#loudspeaker';
import { spawn, type ChildProcess } from 'node:child_process';
import type { AirLog } from './air-log';

/** Makes no sound; `airLog` is undefined on a box that is only being tried out. */
export class SimulatedHorn extends Horn {
  private finish: ((completed: boolean) => void) | undefined;

  constructor(
    private readonly clock: DeviceClock,
    private readonly controllerId: string,
    private readonly airLog: AirLog | undefined,
    private readonly onPlay: (request: HornRequest) => void = () => undefined,
  ) {
    super();
  }

  override play(request: HornRequest): Promise<HornEnd> {
    const { playbackId, airingId, sounds } = request;
    const startedAtMs = this.clock.monotonicMs();
    const line = {
      controllerId: this.controllerId,
      playbackId,
      airingId,
      sounds: sounds.map(({ sha256 }) => sha256),
    };
    this.airLog?.write(Math.round(this.clock.wallMs()), { event: 'start', ...line, completed: false, playedMs: 0 });
    this.onPlay(request);
    const durationMs = sounds.reduce((sum, sound) => sum + sound.durationMs, 0);
    return new Promise((resolve) => {
      const cancel = this.clock.at(startedAtMs + durationMs, () => this.finish?.(true));
      this.finish = (completed) => {
        cancel();
        this.finish = undefined;
        const playedMs = Math.round(this.clock.monotonicMs() - startedAtMs);
        this.airLog?.write(Math.round(this.clock.wallMs()), { event: 'end', ...line, completed, playedMs });
        resolve({ completed, playedMs });
      };
    });
  }

  override silence(): void {
    this.finish?.(false);
  }

  /** Nothing to check, nothing to hear, and nothing for the air log. */
  override selfTest(): Promise<void> {
    return Promise.resolve();
  }
}

/** How much earlier than its length a sound may end: what a sound card still holds when the program is done. */
const TOLERATED_SHORT_MS = 1_000;
/** Where ffplay says that it is, several times a second: `   0.93 M-A:  0.000 fd= ...`, with `nan` before the first sound. */
const POSITION_S = /(\d+\.\d+) (?:M-A|A-V|M-V):/g;
/** How much of a complaint is kept. */
const LONGEST_LINE = 500;
/** What a self-test plays, for ffmpeg's own generator of sounds. */
const SILENCE = 'anullsrc=duration=0.2';

/** Plays through the sound card with ffplay. */
export class FfplayHorn extends Horn {
  private player: ChildProcess | undefined;
  private tester: ChildProcess | undefined;
  /** What is being played: once silenced it stays so, also when its program ends late and another sound has begun. */
  private turn = { silenced: false };

  constructor(
    private readonly program = 'ffplay',
    /** Besides the environment of this process, for example which sound card to use. */
    private readonly extraEnvironment: Readonly<Record<string, string>> = {},
  ) {
    super();
  }

  override async play({ sounds, volumePercent }: HornRequest): Promise<HornEnd> {
    const turn = { silenced: false };
    this.turn = turn;
    // A sound card that takes one program at a time takes this one.
    this.tester?.kill('SIGKILL');
    let wholeMs = 0;
    for (const { path, durationMs } of sounds) {
      if (turn.silenced) break;
      const { playedMs, complaint } = await this.playFile(path, volumePercent, turn);
      wholeMs += playedMs;
      const shortMs = durationMs - playedMs;
      // ffplay ends as if all were well with a file that it could not read, and a slow box takes as long over that as over a short sound:
      // only how far it came is evidence.
      if (!turn.silenced && shortMs > Math.min(TOLERATED_SHORT_MS, durationMs / 2)) {
        throw new Error(`${this.program} ended ${Math.round(shortMs)} ms before the sound did: ${complaint}`);
      }
    }
    return { completed: !turn.silenced, playedMs: wholeMs };
  }

  override silence(): void {
    this.turn.silenced = true;
    this.player?.kill('SIGKILL');
  }

  /** Plays a moment of silence at volume 0: the program is there and the sound card takes it. */
  override async selfTest(): Promise<void> {
    const { complaint } = await this.run(
      ['-volume', '0', '-f', 'lavfi', '-i', SILENCE],
      (tester) => (this.tester = tester),
    );
    if (complaint) throw new Error(`${this.program}: ${complaint}`);
  }

  private playFile(path: string, volumePercent: number, turn: Turn): Promise<Played> {
    return this.run(['-stats', '-volume', String(volumePercent), path], (player) => (this.player = player), turn);
  }

  private run(
    what: readonly string[],
    running: (program: ChildProcess | undefined) => void,
    turn?: Turn,
  ): Promise<Played> {
    const args = ['-nodisp', '-autoexit', '-loglevel', 'error', ...what];
    return new Promise((resolve, reject) => {
      const env = { ...environment(), ...this.extraEnvironment };
      const program = spawn(this.program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
      running(program);
      let rest = '';
      let complaint = '';
      let playedMs = 0;
      // Positions overwrite each other with a carriage return, complaints are lines; both come in pieces.
      program.stderr.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split(/[\r\n]+/);
        rest = lines.pop()!.slice(-LONGEST_LINE);
        for (const line of lines) hear(line);
      });
      const hear = (line: string): void => {
        const positions = [...line.matchAll(POSITION_S)];
        if (positions.length > 0) playedMs = Math.round(Number(positions.at(-1)![1]) * 1_000);
        else if (!line.includes('nan')) complaint = `${complaint} ${line}`.trim().slice(-LONGEST_LINE);
      };
      program.once('error', reject);
      program.once('close', (code, signal) => {
        running(undefined);
        hear(rest);
        if (code === 0 || turn?.silenced) resolve({ playedMs, complaint });
        else reject(new Error(`${this.program} ended with ${code ?? signal}: ${complaint}`));
      });
    });
  }
}

/** One call of `play`. */
interface Turn {
  readonly silenced: boolean;
}

/** How far a program came in what it was given, and what it complained about. */
interface Played {
  readonly playedMs: number;
  readonly complaint: string;
}
