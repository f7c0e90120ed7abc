// Does acts through the API one after the other, each as on the worst day: the process dies after every unit of work of it, the phone repeats, and
// when the answer came at last it is lost and asked for once more. Says which acts stood it.
import { randomUUID } from 'node:crypto';
import type { ApiBench, Answer } from './api-bench';

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An act: who does it, and with what. */
interface WalkedAct {
  readonly as?: string;
  readonly body?: unknown;
  /** For an edit. */
  readonly revision?: number;
}

export class IntentWalk {
  /** The operations that were done once, whatever happened to their requests. */
  readonly done = new Set<string>();

  constructor(private readonly bench: ApiBench) {}

  /** Does it and returns the answer, which every repetition has to get too. */
  async act<T = { readonly id: string }>(
    operation: string,
    method: Method,
    url: string,
    { as, body, revision }: WalkedAct = {},
  ): Promise<T> {
    const { bench } = this;
    const headers = {
      'idempotency-key': randomUUID(),
      ...(revision !== undefined && { 'if-match': `"${revision}"` }),
    };
    const asked = { headers, body, ...(as !== undefined && { as }) };
    const before = await this.eventCount();
    const deathsBefore = bench.deaths;
    const answer = await bench.askDying(method, url, asked);
    if (answer.statusCode >= 300) throw new Error(`${operation} was refused: ${answer.body}`);
    if (bench.deaths === deathsBefore) throw new Error(`${operation} wrote nothing that a repetition could do twice`);
    const after = await this.eventCount();
    const again = await bench.ask(method, url, asked);
    expect([operation, told(again)]).toEqual([operation, told(answer)]);
    expect([operation, again.headers['idempotency-replayed']]).toEqual([operation, 'true']);
    expect([operation, await this.eventCount()]).toEqual([operation, after]);
    await this.expectNothingTwice(operation, before);
    this.done.add(operation);
    return answer.body === '' ? (undefined as T) : answer.json<T>();
  }

  private eventCount(): Promise<number> {
    return this.bench.unitOfWork.read.events.lastSequence(this.bench.home.commune.id);
  }

  /** No two events of the act say the same of the same; what was made twice has two ids, and one kind too many. */
  private async expectNothingTwice(operation: string, sequence: number): Promise<void> {
    const events = await this.bench.unitOfWork.read.events.after(this.bench.home.commune.id, sequence, 100);
    const said = events.map(({ kind, details }) => JSON.stringify([kind, withoutIds(details)]));
    expect([operation, said]).toEqual([operation, [...new Set(said)]]);
  }
}

function told({ statusCode, body }: Answer) {
  return { statusCode, body };
}

/** What the event says, without what is new each time. */
function withoutIds(details: unknown): unknown {
  return JSON.parse(JSON.stringify(details ?? null).replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g, '*'));
}
