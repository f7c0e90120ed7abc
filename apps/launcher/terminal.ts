// The one hand that writes to the terminal: lines that stay, and below them a board that is drawn over again in place.
import type { WriteStream } from 'node:tty';

export class Terminal {
  private drawn: readonly string[] = [];

  constructor(private readonly out: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>) {}

  get width(): number {
    return this.out.columns ?? 120;
  }

  get canDraw(): boolean {
    return this.out.isTTY;
  }

  /** A line that stays; the board moves below it. */
  say(line: string): void {
    const board = this.drawn;
    this.draw([]);
    this.out.write(`${line}\n`);
    this.draw(board);
  }

  /** Draws the board over the one before it. */
  draw(board: readonly string[]): void {
    if (!this.canDraw) return;
    // Up to the first line of the old board, then clear to the end of the screen.
    if (this.drawn.length > 0) this.out.write(`\x1b[${this.drawn.length}A\x1b[0J`);
    if (board.length > 0) this.out.write(`${board.join('\n')}\n`);
    this.drawn = board;
  }
}
