// Reads how far ffmpeg has come from what `-progress` writes.

/** Takes the log in pieces; `onDone` gets the length of sound done so far, in milliseconds. */
export class ProgressLog {
  /** Length of sound that came out so far; after the end of a run, the exact length of the result. */
  doneMs = 0;
  private unfinishedLine = '';

  constructor(private readonly onDone: (doneMs: number) => void) {}

  add(text: string): void {
    const lines = (this.unfinishedLine + text).split('\n');
    this.unfinishedLine = lines.pop() ?? '';
    for (const line of lines) {
      const time = /^out_time=(\d+):(\d+):(\d+(?:\.\d+)?)/.exec(line);
      if (!time) continue;
      this.doneMs = Math.round((Number(time[1]) * 3_600 + Number(time[2]) * 60 + Number(time[3])) * 1_000);
      this.onDone(this.doneMs);
    }
  }
}
