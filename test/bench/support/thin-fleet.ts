// The fleet of thin poles, from the side of the process that is measured.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A pole as the broker knows it, and what it listens to. */
export interface ThinPole {
  readonly id: string;
  readonly secret: string;
  readonly topics: readonly string[];
  /** Where it says that it is there, and by its last will that it is not. */
  readonly presence?: string;
}

interface Said {
  readonly times?: readonly number[];
  readonly failed?: string;
}

/** Milliseconds of the machine: the fleet reads the same clock. */
export const machineMs = () => performance.timeOrigin + performance.now();

export class ThinFleet {
  private readonly child: ChildProcess = fork(join(__dirname, 'thin-fleet.cjs'), { execArgv: [] });

  /** Connects them all; resolves when each has subscribed. */
  async open(port: number, poles: readonly ThinPole[]): Promise<void> {
    await this.tell({ open: poles.map((pole) => ({ port, ...pole })) }, 'opened');
  }

  /** When a message on a topic of that ending came to each of so many poles that `act` was to reach, by arrival. */
  async arrivals(ending: string, count: number, act: () => Promise<unknown>): Promise<readonly number[]> {
    await this.tell({ await: { ending, count } }, 'awaiting');
    const heard = this.answer('times');
    await act();
    return (await heard).times!;
  }

  /** Each pole pings once, as a connection does that has nothing to say; resolves when all were answered. */
  async ping(): Promise<void> {
    await this.tell({ ping: true }, 'pinged');
  }

  /** All of them go as if their plugs were pulled. */
  async leave(): Promise<void> {
    await this.tell({ leave: true }, 'left');
  }

  async close(): Promise<void> {
    await this.leave();
    this.child.disconnect();
    this.child.kill();
    await once(this.child, 'exit');
  }

  private tell(what: object, answer: string): Promise<Said> {
    const answered = this.answer(answer);
    this.child.send(what);
    return answered;
  }

  /** The next answer of that name: answers to others may come before it. */
  private async answer(name: string): Promise<Said> {
    for (;;) {
      const [said] = (await once(this.child, 'message')) as [Said];
      if (said.failed !== undefined) throw new Error(said.failed);
      if (name in said) return said;
    }
  }
}
