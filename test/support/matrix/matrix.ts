// Asks every address as every visitor and says how far they came. What an act would write is taken back, so that one world serves for all of it.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import { ApiBench, type Answer } from '../api-bench';
import { filled, kindOf, type Sides } from './requests';
import type { Route } from './routes';
import { makeThings, type Kind, type Side, type Things } from './things';
import { makeVisitors, type Visitors, type Who } from './visitors';

/** How far somebody came: let in, refused, told that there is nothing, or asked who they are. */
type Reach = 'in' | 'refused' | 'hidden' | 'stranger';

/** What an address is asked with beside what its schema says. */
export interface Extra {
  readonly query?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes instead of a body. */
  readonly bytes?: string;
}

/** Something that was asked, and what came of it. */
export interface Asked {
  readonly reach: Reach;
  readonly status: number;
  /** As it was sent, without what is of this one request; ids of things are replaced by their kind. */
  readonly said: () => string;
  /** Whether it would have written. */
  readonly wrote: boolean;
  /** Kinds of things of these sides of which it tells. */
  readonly tells: (sides: readonly Side[]) => readonly Kind[];
}

/** Words by which the titles on a side begin, and what they are titles of. */
const TITLES: Readonly<Record<string, Kind>> = { Tin: 'announcement', Lũ: 'emergency-template', Ý: 'wish' };

/** Places have the ids that they were founded with. */
const PLACES: readonly Kind[] = ['village', 'zone', 'controller', 'label'];

/** Ends a unit of work that went well, so that nothing of it stays. */
class TakenBack extends Error {}

const FORM = 'application/x-www-form-urlencoded';

export class Matrix {
  /** What was asked, for the writes that belong to it: others are done meanwhile by what was asked before, and by time. */
  private readonly asking = new AsyncLocalStorage<{ wrote: boolean }>();

  private constructor(
    private readonly bench: ApiBench,
    readonly things: Things,
    readonly visitors: Visitors,
    private readonly kinds: readonly Kind[],
  ) {}

  static async open(routes: readonly Route[]): Promise<Matrix> {
    const bench = await ApiBench.open();
    const things = await makeThings(bench);
    const visitors = await makeVisitors(bench, things('own', 'village'));
    const kinds = [...new Set(routes.flatMap((route) => kindOf(route) ?? []))];
    const matrix = new Matrix(bench, things, visitors, [...kinds, 'village', 'zone', 'controller', 'slot']);
    matrix.takeBackWrites();
    return matrix;
  }

  close(): Promise<void> {
    this.asking.disable();
    return this.bench.close();
  }

  /** What the server answers beside these routes: `METHOD /path`. */
  unlisted(routes: readonly Route[]): readonly string[] {
    // Names of parameters do not tell addresses apart, and whoever may `GET` may ask for the head of it.
    const plain = (name: string) => name.replace(/:\w+(\|:\w+)*/g, ':').replace('/*', '*');
    const known = new Set(routes.map(({ name }) => plain(name)));
    return servedBy(this.bench.app).filter(
      (name) => !known.has(plain(name)) && !known.has(plain(name.replace(/^HEAD/, 'GET'))),
    );
  }

  /** Asks once. */
  async ask(route: Route, who: Who, sides: Sides, extra: Extra = {}): Promise<Asked> {
    const { url, body } = filled(route, this.things, sides, extra.body);
    const isForm = route.policy === 'page' || !route.path.startsWith('/api/') ? body !== undefined : false;
    const payload = extra.bytes ?? (isForm ? new URLSearchParams(body as Record<string, string>).toString() : body);
    const type = isForm ? { 'content-type': FORM } : {};
    const changes = route.method === 'PATCH' ? { 'if-match': '"1"' } : {};
    const own = { wrote: false };
    const isStream = route.path.endsWith('/events');
    const inject = () =>
      this.bench.app.inject({
        payloadAsStream: isStream,
        method: route.method,
        url: extra.query === undefined ? url : `${url}?${extra.query}`,
        headers: { 'sec-fetch-site': 'same-origin', ...type, ...changes, ...who, ...extra.headers },
        ...(payload !== undefined && { payload: payload as object }),
      });
    const answer = await this.asking.run(own, async () => await inject());
    if (isStream) answer.stream().destroy();
    return {
      reach: this.reachOf(route, answer, own.wrote),
      status: answer.statusCode,
      said: () => this.plain(answer),
      wrote: own.wrote,
      tells: (of) => (isStream ? [] : this.toldIn(answer.body, of)),
    };
  }

  /** Every unit of work does all that it would, and then nothing of it holds. */
  private takeBackWrites(): void {
    const { unitOfWork } = this.bench;
    const run = unitOfWork.run.bind(unitOfWork);
    const takenBack: typeof run = (work) => {
      const asked = this.asking.getStore();
      return run(async (stores) => {
        await work(stores);
        if (asked) asked.wrote = true;
        throw new TakenBack('taken back');
      });
    };
    Object.assign(unitOfWork, { run: takenBack, aside: takenBack });
  }

  private reachOf({ method, policy }: Route, { statusCode, headers, body }: Answer, wrote: boolean): Reach {
    if (statusCode === 401) return 'stranger';
    if (statusCode === 303 && /^\/(village\/)?sign-in/.test(String(headers['location']))) return 'stranger';
    // A form that comes back to be filled anew did nothing.
    const isFormAgain = policy === 'page' && method === 'POST' && statusCode === 201 && !wrote;
    if (statusCode === 403 || isFormAgain) return 'refused';
    if (statusCode === 404) return 'hidden';
    if (statusCode >= 500 && !wrote) throw new Error(`${statusCode} ${body}`);
    return 'in';
  }

  private toldIn(body: string, sides: readonly Side[]): readonly Kind[] {
    const told = sides.flatMap((side) => [
      ...PLACES.filter((kind) => body.includes(this.things(side, kind))),
      ...[...body.matchAll(new RegExp(`\\b${side}-([a-z]+(?:-[a-z]+)*)`, 'g'))].map(([, kind]) => kind!),
      ...[...body.matchAll(new RegExp(`(${Object.keys(TITLES).join('|')}) ${side}`, 'gu'))].map(
        ([, word]) => TITLES[word!]!,
      ),
    ]);
    return [...new Set(told)].sort();
  }

  private plain({ statusCode, headers, body }: Answer): string {
    let text = JSON.stringify([statusCode, headers['location'], headers['content-type'], body]);
    for (const kind of this.kinds) {
      for (const side of ['foreign', 'unknown', 'gone'] as const satisfies readonly Side[]) {
        text = text.replaceAll(this.things(side, kind), `a ${kind}`);
      }
    }
    return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'an id');
  }
}

/** Every route of the server itself, read from the tree that it prints. */
function servedBy(app: NestFastifyApplication): readonly string[] {
  const above: string[] = [];
  const tree = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!found) return [];
    const depth = found[1]!.length / 4;
    above.splice(depth, Infinity, found[2]!);
    const path = above.join('');
    return (found[3]?.split(', ') ?? []).map((method) => `${method} ${path}`);
  });
}
