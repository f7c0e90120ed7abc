// Every address of the server x every role x every side of the walls x every way in, by a table that is held against the routes: an address
// without a row breaks the build. Whatever is asked, what belongs to another commune looks like what nobody has.
import { DOORS, type Door } from '../support/matrix/doors';
import { Judge, rolesAt, rowFor, type Row } from '../support/matrix/judge';
import { Matrix, type Asked } from '../support/matrix/matrix';
import { allRoutes, type Route } from '../support/matrix/routes';
import { ROWS } from '../support/matrix/rows';
import type { Side } from '../support/matrix/things';

// A guard against hanging: there are thousands of cells.
jest.setTimeout(900_000);

const ROUTES = allRoutes();
const FOR_PEOPLE = ROUTES.filter(({ policy }) => policy === 'person' || policy === 'page');
const atDoor = (...doors: readonly Door[]) => ROUTES.filter(({ name }) => doors.includes(DOORS[name]!));

/** It says what can be done at all, whatever is asked. */
const ABOUT_NOTHING: ReadonlySet<string> = new Set(['OPTIONS /api/v1/communes/:id/uploads']);

/** `/assets/*`, as the tree of the server prints it. */
const BUILT_FILES = ['HEAD /*', 'GET /*'];

let matrix: Matrix;
let judge: Judge;
beforeAll(async () => {
  matrix = await Matrix.open(ROUTES);
  judge = new Judge(matrix);
});
afterAll(() => matrix.close());

const namesOf = (routes: readonly Route[]) => routes.map(({ name }) => name).sort();

it('every address has its row, and every row its address', () => {
  expect(Object.keys(ROWS).sort()).toEqual(namesOf(FOR_PEOPLE));
  const others = ROUTES.filter((route) => !FOR_PEOPLE.includes(route));
  expect(Object.keys(DOORS).sort()).toEqual(namesOf(others));
  expect(matrix.unlisted(ROUTES)).toEqual(BUILT_FILES);
});

it('people come as far as their row says, by the ways in that it names', async () => {
  const [rows, wanted]: Record<string, Row | undefined>[] = [{}, {}];
  for (const [place, route] of FOR_PEOPLE.entries()) {
    const asked = rolesAt(route, place);
    wanted![route.name] = rowFor(ROWS[route.name], asked);
    rows![route.name] = await judge.rowOf(route, asked);
  }
  expect(rows).toEqual(wanted);
  expect([...judge.unfit]).toEqual([]);
});

it('what is of another commune looks like what nobody has, in the address and in what is sent', async () => {
  const leaks: string[] = [];
  for (const route of FOR_PEOPLE) {
    if (!ABOUT_NOTHING.has(route.name)) leaks.push(...(await judge.leaksOf(route)));
  }
  expect(leaks).toEqual([]);
});

const nobody = (route: Route, side: Side): Promise<Asked> => judge.ask(route, matrix.visitors.byWay.nobody, side);

describe('where no role counts', () => {
  it('a link is good until it is taken back, whoever opens it', async () => {
    const outcomes: unknown[] = [];
    for (const route of atDoor('link', 'approval')) {
      for (const who of [matrix.visitors.byWay.nobody, matrix.visitors.everyRole]) {
        const own = await judge.ask(route, who, 'own');
        const statuses = [await judge.ask(route, who, 'unknown'), await judge.ask(route, who, 'gone')].map(
          ({ status }) => status,
        );
        outcomes.push([route.name, own.reach === 'stranger', ...statuses]);
      }
    }
    expect(outcomes).toEqual(
      atDoor('link', 'approval').flatMap(({ name }) => Array(2).fill([name, false, 404, 410]) as unknown[]),
    );
  });

  it('a pole is known by its label alone', async () => {
    for (const route of atDoor('pole')) {
      expect([route.name, (await nobody(route, 'unknown')).reach]).toEqual([route.name, 'hidden']);
      expect([route.name, (await nobody(route, 'own')).reach]).toEqual([route.name, 'in']);
    }
  });

  it('a box comes in while its pole stands, to what is its own, and nobody else does', async () => {
    const { box, ...others } = matrix.visitors.byWay;
    for (const route of atDoor('box')) {
      expect([route.name, (await judge.ask(route, box, 'own')).reach]).toEqual([route.name, 'in']);
      for (const who of [...Object.values(others), matrix.visitors.everyRole, matrix.visitors.retiredBox]) {
        expect([route.name, (await judge.ask(route, who, 'own')).reach]).toEqual([route.name, 'stranger']);
      }
    }
    const [sound] = ROUTES.filter(({ path }) => path === '/media/:sha256');
    const [foreign, unknown] = [await judge.ask(sound!, box, 'foreign'), await judge.ask(sound!, box, 'unknown')];
    expect([foreign.said(), foreign.reach]).toEqual([unknown.said(), 'hidden']);
  });

  it('everybody is answered alike who proved nothing', async () => {
    const { byWay } = matrix.visitors;
    for (const route of atDoor('anybody')) {
      const asked = await Promise.all([nobody(route, 'own'), judge.ask(route, byWay.box, 'own')]);
      expect([route.name, asked[0].status, asked[0].reach === 'refused']).toEqual([route.name, asked[1].status, false]);
    }
  });
});
