// Every route that takes a day or an instant, asked with years that no broadcast lies in: it is refused as a wrong input, or answered, and never fails.
import { ApiBench } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  mai = await bench.signIn('mai');
});
afterAll(() => bench.close());

const FAR_DATES = ['0000-01-01', '0001-01-01', '1999-12-31', '2200-01-01', '9999-12-31'];
const FAR_INSTANTS = FAR_DATES.map((date) => `${date}T08:00:00Z`).concat(
  '0000-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-14:00',
);

/** By this the pattern of a day or an instant is known. */
const A_DAY = '02-29';

interface Schema {
  readonly $ref?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Place {
  readonly route: string;
  readonly name: string;
  readonly schema: Schema;
}

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[];
            readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every day and every instant in the requests of the description. */
function timesIn({ paths, components }: Described): readonly Place[] {
  const within = (route: string, name: string, schema: Schema, seen: readonly string[]): readonly Place[] => {
    const { $ref, pattern, properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
    if ($ref !== undefined) {
      const named = components.schemas[$ref.split('/').at(-1)!]!;
      return seen.includes($ref) ? [] : within(route, name, named, [...seen, $ref]);
    }
    const patterns = [pattern ?? '', ...allOf.map((each) => each.pattern ?? '')];
    const own = patterns.some((each) => each.includes(A_DAY)) ? [{ route, name, schema }] : [];
    const fields = Object.entries(properties).flatMap(([key, each]) => within(route, `${name}/${key}`, each, seen));
    const listed = items ? within(route, `${name}/*`, items, seen) : [];
    return [...own, ...fields, ...listed, ...[...anyOf, ...oneOf].flatMap((e) => within(route, name, e, seen))];
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters = [], requestBody }]) => {
      const route = `${method.toUpperCase()} ${path}`;
      const bodies = Object.values(requestBody?.content ?? {}).map(({ schema }) => schema);
      const inQuery = parameters.filter((each) => each.in !== 'header');
      return [
        ...inQuery.flatMap(({ name, schema }) => within(route, `?${name}`, schema, [])),
        ...bodies.flatMap((schema) => within(route, '', schema, [])),
      ];
    }),
  );
}

describe('a far day or instant', () => {
  it('is bounded in every request of the description', async () => {
    const described = (await bench.ask('GET', '/api/openapi.json')).json<Described>();
    const places = timesIn(described);
    expect(places.length).toBeGreaterThan(10);
    const unbounded = places.filter(({ schema }) => !JSON.stringify(schema).includes('2[01]'));
    expect(unbounded.map(({ route, name }) => `${route} ${name}`)).toEqual([]);
  });

  it('does not make the text of another calendar fail either', async () => {
    const commune = `/api/v1/communes/${bench.home.commune.id}`;
    const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: 'Kính mời' }];
    const body = { title: 'Họp thôn', versions };
    const { id } = (await bench.ask('POST', `${commune}/announcements`, { as: mai, body })).json<{ id: string }>();
    const check = async (text: string) => {
      const recurrence = { kind: 'rfc5545', text };
      const asked = { announcementId: id, wholeCommune: true, start: { kind: 'exact', at: '17:00' }, recurrence };
      return (await bench.ask('POST', `${commune}/bookings/check`, { as: mai, body: asked })).statusCode;
    };
    for (const far of ['00010101', '22000101', '99991231']) {
      expect(await check(`DTSTART:${far}T170000\nRRULE:FREQ=DAILY;COUNT=2`)).toBeLessThan(500);
      expect(await check(`DTSTART:20261124T170000\nRRULE:FREQ=DAILY;UNTIL=${far}`)).toBeLessThan(500);
      expect(await check(`DTSTART:${far}T170000`)).toBeLessThan(500);
    }
  });

  it.each([...FAR_DATES, ...FAR_INSTANTS])('%s is refused by every route, and makes none fail', async (far) => {
    const commune = `/api/v1/communes/${bench.home.commune.id}`;
    const day = far.slice(0, 10);
    const wish = (recurrence: unknown) => ({
      announcementId: 'any',
      wholeCommune: true,
      start: { kind: 'exact', at: '08:00' },
      recurrence,
    });
    const date: readonly (readonly ['GET' | 'POST', string, unknown?])[] = [
      ['POST', `${commune}/bookings/check`, wish({ kind: 'once', date: day })],
      ['POST', `${commune}/bookings/check`, wish({ kind: 'daily', from: day, until: '2026-12-31' })],
      ['POST', `${commune}/bookings/check`, wish({ kind: 'monthly', from: day, until: '2026-12-31', days: [1] })],
      ['POST', `${commune}/bookings/check`, wish({ kind: 'dates', dates: [day] })],
      ['POST', `${commune}/bookings/check`, wish({ kind: 'monthly', from: '2026-11-23', until: day, days: [1] })],
      ['POST', `${commune}/booking-copies`, { like: 'yesterday', date: day }],
      ['GET', `${commune}/schedule?from=${day}`],
      ['GET', `${commune}/self-tests?date=${day}`],
    ];
    const at: typeof date = [
      ['POST', `${commune}/drills/check`, { announcementId: 'any', wholeCommune: true, startsAt: far, reason: 'thử' }],
      ['GET', `${commune}/rundowns?from=${encodeURIComponent(far)}`],
      ['GET', `${commune}/rundowns?to=${encodeURIComponent(far)}`],
    ];
    for (const [method, url, body] of far === day ? date : at) {
      const answer = await bench.ask(method, url, { as: mai, body });
      expect([url, answer.statusCode]).toEqual([url, 400]);
    }
  });
});
