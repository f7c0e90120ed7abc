// A line in which acts wait for their turn, one at a time: first come, first served, but what hurries goes before all that does not.

export class TurnQueue {
  private taken = false;
  private readonly urgent: (() => void)[] = [];
  private readonly others: (() => void)[] = [];

  /** Runs the act when its turn has come, however the acts before it end. Settles as the act does. */
  async inTurn<T>(act: () => Promise<T>, { hurries } = { hurries: false }): Promise<T> {
    // Awaited here, so that the act runs as part of what asked for it and not of what went before.
    if (this.taken) await new Promise<void>((resolve) => (hurries ? this.urgent : this.others).push(resolve));
    this.taken = true;
    try {
      return await act();
    } finally {
      this.passOn();
    }
  }

  private passOn(): void {
    const next = this.urgent.shift() ?? this.others.shift();
    if (next) next();
    else this.taken = false;
  }
}
