// What is sent to an address of the matrix: the names in it and in its body filled with ids of one side, everything else with a value that its
// schema takes.
import { z } from 'zod';
import type { Route } from './routes';
import type { Kind, Side, Things } from './things';

/** A request, and which names of things stand in its body. */
interface Filled {
  readonly url: string;
  readonly body: unknown;
  readonly kinds: readonly Kind[];
}

/** From which side each name is taken: the address, and the body. */
export interface Sides {
  readonly path: Side;
  readonly body: Side;
}

type Schema = z.core.JSONSchema.BaseSchema;

/** What stands after such a step of an address, and where the step has no plural in `s`. */
const AFTER: Readonly<Record<string, Kind>> = {
  people: 'person',
  emergencies: 'emergency',
  tokens: 'api-token',
  media: 'sound',
  pole: 'label',
  l: 'token',
};

/** Names in an address that are no ids. */
const FIXED: Readonly<Record<string, string>> = {
  ':month': '2026-11',
  ':month.csv': '2026-11.csv',
  ':index': '0',
  ':file': 'khong-co.js',
  ':name': '192',
  ':code': 'label',
  'icon-:name.png': 'icon-192.png',
  '*': 'poles',
};

/** Addresses of links that ask to approve something; the others are of villages. */
const APPROVES = /^\/api\/v1\/links\/:token(?:\/recordings.*|\/approval)?$|^\/l\/:token\/approve$/;

/** Fields that name a thing. */
const NAMED: Readonly<Record<string, Kind>> = {
  announcementId: 'announcement',
  openingAnnouncementId: 'announcement',
  closingAnnouncementId: 'announcement',
  recordingId: 'recording',
  personId: 'person',
  toPersonId: 'other',
  villageId: 'village',
  village: 'village',
  villageIds: 'village',
  zoneId: 'zone',
  zoneIds: 'zone',
  controllerId: 'controller',
  controllerIds: 'controller',
  slotId: 'slot',
  bookingId: 'booking',
  rundownId: 'rundown',
  stopId: 'stop',
};

/** Values that a schema says too little about. */
const VALUES: Readonly<Record<string, unknown>> = {
  date: '2026-11-27',
  dates: ['2026-12-25'],
  localDate: '2026-11-27',
  until: '2026-11-25T00:00:00.000Z',
  startsAt: '2026-11-26T10:00:00.000Z',
  from: '12:00',
  to: '12:30',
  digest: 'd'.repeat(64),
  pin: '402517',
  password: 'gà gáy sáng sớm',
  login: 'ai.do',
  language: 'vi',
  languages: ['vi'],
  start: { kind: 'exact', at: '17:10' },
  recurrence: { kind: 'once', date: '2026-11-27' },
  trim: { fromMs: 0, toMs: 30_000 },
  wish: null,
  publicKey: Buffer.alloc(32, 1).toString('base64'),
  name: 'Tên mới',
};

/** The request of that route. `extra` are fields that the schema leaves open, with `{kind}` for the id of a thing. */
export function filled(route: Route, things: Things, sides: Sides, extra: object = {}): Filled {
  const kinds = new Set<Kind>();
  const own = sampleOf(route);
  const body = own === undefined && Object.keys(extra).length === 0 ? undefined : { ...(own as object), ...extra };
  return { url: urlOf(route, things, sides.path), body: withIds(body), kinds: [...kinds] };

  function withIds(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.replace(/^\{([\w-]+)\}$/, (_whole, kind: Kind) => {
        kinds.add(kind);
        return things(sides.body, kind);
      });
    }
    if (Array.isArray(value)) return value.map(withIds);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withIds(each)]));
  }
}

/** The kind of thing that decides on which side of the walls the address lies; undefined: it names none. */
export function kindOf({ path }: Route): Kind | undefined {
  return kindsIn(path).at(-1)?.kind;
}

const samples = new Map<string, unknown>();

function sampleOf({ name, body }: Route): unknown {
  if (body && !samples.has(name)) {
    samples.set(name, sample(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })));
  }
  return samples.get(name);
}

function urlOf({ path }: Route, things: Things, side: Side): string {
  const named = kindsIn(path);
  const steps = path.split('/').map((step, place) => {
    const at = named.findIndex((each) => each.place === place);
    if (at === -1) return FIXED[step] ?? step;
    // What stands inside a commune is asked of the own one.
    const isInside = at < named.length - 1;
    return things(isInside && named[at]!.kind === 'commune' ? 'own' : side, named[at]!.kind);
  });
  return steps.join('/');
}

function kindsIn(path: string): readonly { readonly place: number; readonly kind: Kind }[] {
  const steps = path.split('/');
  return steps.flatMap((step, place) => {
    if (!/^:(id|token|code|sha256|\w+Id)$/.test(step)) return [];
    if (step === ':code' && steps[place - 1] !== 'pole') return [];
    const before = steps[place - 1]!;
    if (step === ':token') return [{ place, kind: APPROVES.test(path) ? 'approval-token' : 'token' }];
    return [{ place, kind: AFTER[before] ?? before.replace(/s$/, '') }];
  });
}

/** A value that the schema takes: what must be there, and every thing that may be named. */
function sample(schema: Schema, root: Schema = schema, name = ''): unknown {
  if (typeof schema.$ref === 'string') {
    return sample(root.$defs![schema.$ref.split('/').at(-1)!] as Schema, root, name);
  }
  if (name in VALUES) return VALUES[name];
  if (schema.anyOf ?? schema.oneOf) return sample((schema.anyOf ?? schema.oneOf)![0] as Schema, root, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([field]) => schema.required?.includes(field))
          .map(([field, each]) => [field, sample(each as Schema, root, field)]),
      );
    case 'array':
      return [sample(schema.items as Schema, root, name)];
    case 'string':
      return NAMED[name] === undefined ? 'chữ' : `{${NAMED[name]}}`;
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return undefined;
  }
}
