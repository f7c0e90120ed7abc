// What is asked of each address, so that a row can be held against it: roles by side, ways in, and whether strangers' things look absent.
import { ROLES, type Role } from '#domain';
import { EXTRAS } from './extras';
import type { Asked, Matrix } from './matrix';
import { filled, kindOf } from './requests';
import type { Route } from './routes';
import type { Side } from './things';
import { WAYS, type Who } from './visitors';

/** How far people come through an address. Letters are roles: see `LETTERS`. */
export interface Row {
  /** Roles that come in where the thing is of their own village, or of their commune. */
  readonly own: string;
  /** Of those who work in one village: where it is of the village beside it. Absent: the address names nothing of a village. */
  readonly beside?: string;
  /** The same, where it is of the whole commune. */
  readonly whole?: string;
  /** Ways in, beside a session by password, that are enough for somebody who has every role. */
  readonly ways: string;
  /** What was taken down is still told about. */
  readonly past?: true;
  /** What of the village beside, and what others only ask for in their own, is told to those who work in one village. Absent: nothing. */
  readonly beyond?: string;
  /** What of the commune is told to the account of the province, which hands in its own. Absent: nothing. */
  readonly upward?: string;
}

// prettier-ignore
const LETTERS: Readonly<Record<Role, string>> = {
  recorder: 'r', operator: 'o', leader: 'l', village_head: 'h', technician: 't', admin: 'a', deputy: 'd', upstream: 'u',
};

/** Whose grant is for one village; what anybody else reaches does not depend on the village. */
const OF_A_VILLAGE: readonly Role[] = ['recorder', 'village_head'];

/** Kinds that stand in no village. */
const OF_THE_COMMUNE: ReadonlySet<string> = new Set([
  'commune',
  'slot',
  'special-day',
  'upload',
  'api-token',
  'session',
  'notice',
]);

/** What somebody asks for and nobody approved. */
const WISHES: ReadonlySet<string> = new Set(['wish', 'proposal', 'held']);

/** Reading is the same question for whoever works for the whole commune: of them one is asked, each time another. */
const OF_ALL_VILLAGES: readonly Role[] = ['operator', 'leader', 'technician', 'admin', 'deputy'];

/** Which roles are asked at an address: all, where something is done or `MATRIX=whole`. */
export function rolesAt({ method }: Route, place: number): readonly Role[] {
  if (method !== 'GET' || process.env['MATRIX'] === 'whole') return ROLES;
  const one = OF_ALL_VILLAGES[place % OF_ALL_VILLAGES.length]!;
  return ROLES.filter((role) => role === one || !OF_ALL_VILLAGES.includes(role));
}

/** The row without roles that were not asked. */
export function rowFor(row: Row | undefined, asked: readonly Role[]): Row | undefined {
  const letters = asked.map((role) => LETTERS[role]);
  return row && { ...row, own: [...row.own].filter((letter) => letters.includes(letter)).join('') };
}

export class Judge {
  /** Cells in which the server did not know what to do with what it was sent: the row proves nothing. */
  readonly unfit = new Set<string>();

  constructor(private readonly matrix: Matrix) {}

  /** The row as it is, of those roles. */
  async rowOf(route: Route, asked: readonly Role[]): Promise<Row> {
    const kind = kindOf(route);
    const isOfVillage = kind !== undefined && !OF_THE_COMMUNE.has(kind);
    const { letters: own, told } = await this.askedOf(route, asked, 'own');
    const sides = isOfVillage && {
      beside: (await this.askedOf(route, OF_A_VILLAGE, 'sibling')).letters,
      whole: (await this.askedOf(route, OF_A_VILLAGE, 'whole')).letters,
    };
    const ways = await this.waysOf(route);
    const isPast = kind !== undefined && kind !== 'commune' && (await this.asEverybody(route, 'gone')).reach === 'in';
    return { own, ...sides, ways: ways.join(', '), ...(isPast && { past: true }), ...told };
  }

  /** What is told about things of another commune otherwise than about things that nobody has, in the address and in the body. */
  async leaksOf(route: Route): Promise<readonly string[]> {
    const leaks: string[] = [];
    const { everyRole } = this.matrix.visitors;
    if (kindOf(route) !== undefined) {
      const [foreign, unknown] = [await this.asEverybody(route, 'foreign'), await this.asEverybody(route, 'unknown')];
      if (foreign.said() !== unknown.said()) leaks.push(`${route.name}: ${foreign.said()} ${unknown.said()}`);
      if (foreign.reach === 'in') leaks.push(`${route.name} came in`);
    }
    const { kinds } = filled(route, this.matrix.things, { path: 'own', body: 'own' }, EXTRAS[route.name]?.body);
    if (kinds.length === 0) return leaks;
    const [foreign, unknown] = [
      await this.ask(route, everyRole, 'own', 'foreign'),
      await this.ask(route, everyRole, 'own', 'unknown'),
    ];
    if (foreign.said() !== unknown.said()) leaks.push(`${route.name} body: ${foreign.said()} ${unknown.said()}`);
    if (foreign.wrote) leaks.push(`${route.name} takes ${kinds.join()} of another commune`);
    return leaks;
  }

  /** How far somebody comes. */
  async ask(route: Route, who: Who, path: Side, body: Side = path): Promise<Asked> {
    const asked = await this.matrix.ask(route, who, { path, body }, EXTRAS[route.name]);
    if (asked.status === 400) this.unfit.add(route.name);
    return asked;
  }

  asEverybody(route: Route, side: Side): Promise<Asked> {
    return this.ask(route, this.matrix.visitors.everyRole, side);
  }

  /** What a link is enough for a PIN is too, and what a PIN is enough for a token (`strength.spec.ts`), but on pages. */
  private async waysOf(route: Route): Promise<readonly string[]> {
    const ways: string[] = [];
    for (const way of WAYS) {
      const isWeaker = (way === 'pin' || way === 'token') && ways.length > 0;
      if (isWeaker && !(way === 'token' && route.policy === 'page')) ways.unshift(way);
      else if ((await this.ask(route, this.matrix.visitors.byWay[way], 'own')).reach === 'in') ways.unshift(way);
    }
    return ways;
  }

  /** Which of the roles came in, and what they were told of what is not theirs. */
  private async askedOf(route: Route, roles: readonly Role[], side: Side) {
    let letters = '';
    const told = { beyond: new Set<string>(), upward: new Set<string>() };
    for (const role of roles) {
      const { reach, tells } = await this.ask(route, this.matrix.visitors.byRole[role], side);
      if (reach !== 'in') continue;
      letters += LETTERS[role];
      if (route.method !== 'GET') continue;
      const whole = tells(['own', 'whole']);
      const beyond = [...tells(['sibling']), ...whole.filter((kind) => WISHES.has(kind))];
      if (OF_A_VILLAGE.includes(role)) for (const kind of beyond) told.beyond.add(kind);
      if (role === 'upstream') for (const kind of [...beyond, ...whole]) told.upward.add(kind);
    }
    const kindsOf = (kinds: ReadonlySet<string>) => (kinds.size > 0 ? [...kinds].sort().join(' ') : undefined);
    const [beyond, upward] = [kindsOf(told.beyond), kindsOf(told.upward)];
    return { letters, told: { ...(beyond !== undefined && { beyond }), ...(upward !== undefined && { upward }) } };
  }
}
