// What may not be among the packages that we use: a licence that nobody looked at, and a weakness that is high or worse and has no reason to stay. The
// exceptions are written down with a reason and a day on which they end.

/** One entry of `package-lock.json`. */
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

/** What `npm audit --json` says of one package. */
interface Weak {
  readonly severity: string;
  /** Advisories of its own, or names of packages through which it is weak. */
  readonly via: readonly (string | { readonly url?: string; readonly title?: string; readonly severity?: string })[];
}

/** Looked at and left, for a reason, until a day (`2027-03-01`). */
export interface Exception {
  /** The address of an advisory, or the name of a package with an unusual licence. */
  readonly about: string;
  readonly reason: string;
  readonly until: string;
}

/** Licences that let a commune use and pass on what it has, by the names of SPDX. */
const LICENCES: ReadonlySet<string> = new Set([
  ...[
    'MIT',
    'ISC',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'BlueOak-1.0.0',
    'Python-2.0',
    'Unlicense',
    'CC0-1.0',
  ],
]);

/** Advisories of these ranks stop a change. */
const STOPPING = ['high', 'critical'];

/** Packages of production whose licence is not on the list, each with what it says. */
export function unusualLicences(
  packages: Readonly<Record<string, Locked>>,
  exceptions: readonly Exception[],
  today: string,
): string[] {
  const allowed = standing(exceptions, today);
  return Object.entries(packages)
    .filter(([path, { dev, license }]) => path.startsWith('node_modules/') && dev !== true && !isAllowed(license))
    .map(([path, { license }]) => ({ name: path.replace(/^.*node_modules\//, ''), license }))
    .filter(({ name }) => !allowed.has(name))
    .map(({ name, license }) => `${name}: ${license ?? 'no licence'}`);
}

/** `A OR B` asks for one of them, `A AND B` for both. */
function isAllowed(license: string | undefined): boolean {
  if (license === undefined) return false;
  const words = license.replaceAll(/[()]/g, '');
  return words.split(' OR ').some((choice) => choice.split(' AND ').every((each) => LICENCES.has(each.trim())));
}

/** What an audit found that may not stay; undefined when the registry gave no answer. */
export function standingWeaknesses(
  answer: { readonly vulnerabilities?: Readonly<Record<string, Weak>> },
  exceptions: readonly Exception[],
  today: string,
): string[] | undefined {
  if (answer.vulnerabilities === undefined) return undefined;
  const allowed = standing(exceptions, today);
  const found = Object.entries(answer.vulnerabilities).flatMap(([name, { via, severity }]) =>
    via.flatMap((each) => {
      // Whoever is weak through another is mended with it.
      if (typeof each === 'string' || !STOPPING.includes(each.severity ?? severity)) return [];
      return allowed.has(each.url ?? '')
        ? []
        : [`${name}: ${each.title ?? 'a weakness'} (${each.url ?? 'no address'})`];
    }),
  );
  return [...new Set(found)];
}

const standing = (exceptions: readonly Exception[], today: string): ReadonlySet<string> =>
  new Set(exceptions.filter(({ until }) => until >= today).map(({ about }) => about));
