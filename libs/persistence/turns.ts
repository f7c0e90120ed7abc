// A line in which acts wait for their turn: first come, first served, one at a time.

export class TurnQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs the act when all before it have ended, well or badly. Settles as the act does. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.last.then(act, act);
    this.last = turn;
    return turn;
  }
}
