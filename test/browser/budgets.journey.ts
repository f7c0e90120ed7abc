// A page that does not come over a mountain's 3G is no page. Each budget is a promise to the people who open it.
import { DESK, expect, PHONE, test, type Device } from './support/fixtures';
import { firstLoad, MOBILE, VILLAGE_PHONE, type Profile } from './support/first-load';

interface Budget {
  readonly name: string;
  readonly login: string;
  readonly path: string;
  readonly device: Device;
  readonly profile: Profile;
  readonly kilobytes: number;
  readonly lcpMs: number;
}

const BUDGETS: readonly Budget[] = [
  { name: 'the village head’s page', login: 'truongthon1', path: '/village', device: PHONE, profile: VILLAGE_PHONE, kilobytes: 15, lcpMs: 1_500 }, // prettier-ignore
  { name: 'the recorder', login: 'ngan', path: '/record', device: PHONE, profile: VILLAGE_PHONE, kilobytes: 60, lcpMs: 2_000 }, // prettier-ignore
  { name: 'the desk', login: 'mai', path: '/desk', device: DESK, profile: MOBILE, kilobytes: 250, lcpMs: 2_500 },
];

/** A busy machine only ever adds to a paint, so the best of them is the one that tells of the page: looked for until one is within the budget. */
const FEWEST_LOADS = 2;
const MOST_LOADS = 15;

for (const { name, login, path, device, profile, kilobytes, lcpMs } of BUDGETS) {
  test(
    `${name} stays within ${kilobytes} KB and ${lcpMs} ms`,
    { tag: '@once' },
    async ({ signedIn }, { annotations }) => {
      const context = (await signedIn(login, device)).context();
      let bytes = 0;
      const paints: number[] = [];
      while (paints.length < FEWEST_LOADS || (paints.length < MOST_LOADS && Math.min(...paints) > lcpMs)) {
        const load = await firstLoad(context, path, profile);
        bytes = Math.max(bytes, load.bytes);
        paints.push(Math.round(load.lcpMs));
      }
      annotations.push({ type: 'measured', description: `${bytes} bytes, LCP ${paints.join(' ')} ms` });
      process.stdout.write(`${path}: ${(bytes / 1024).toFixed(1)} KB, LCP ${paints.join(', ')} ms\n`);
      expect(bytes).toBeLessThanOrEqual(kilobytes * 1024);
      expect(Math.min(...paints)).toBeLessThanOrEqual(lcpMs);
    },
  );
}
