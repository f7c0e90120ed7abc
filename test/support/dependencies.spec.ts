// What the audit of packages lets pass, and what not; and the licences of what we truly use.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { standingWeaknesses, unusualLicences, type Exception } from './dependencies';

const TODAY = '2026-12-01';
const read = (name: string) => JSON.parse(readFileSync(join(__dirname, '../..', name), 'utf8')) as unknown;

it('every package of production has a licence that we know, or a written reason', () => {
  const { packages } = read('package-lock.json') as { packages: Record<string, object> };
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(unusualLicences(packages, read('test/dependency-exceptions.json') as Exception[], TODAY)).toEqual([]);
});

it('names a package of production with a licence that nobody looked at', () => {
  const packages = {
    '': {},
    'node_modules/good': { license: '(GPL-3.0 OR MIT)' },
    'node_modules/half': { license: 'MIT AND GPL-3.0' },
    'node_modules/a/node_modules/silent': {},
    'node_modules/tool': { license: 'GPL-3.0', dev: true },
    'node_modules/known': { license: 'WTFPL' },
  };
  const known = { about: 'known', reason: 'looked at', until: TODAY };
  expect(unusualLicences(packages, [known], TODAY)).toEqual(['half: MIT AND GPL-3.0', 'silent: no licence']);
  expect(unusualLicences(packages, [known], '2026-12-02')).toContain('known: WTFPL');
});

const weak = (url: string, severity: string) => ({ severity, via: [{ url, severity, title: 'a hole' }] });

it('stops at what is high or worse, unless it is written down and its day is not over', () => {
  const vulnerabilities = {
    worst: weak('https://github.com/advisories/1', 'critical'),
    bad: weak('https://github.com/advisories/2', 'high'),
    through: { severity: 'high', via: ['bad'] },
    slight: weak('https://github.com/advisories/3', 'moderate'),
  };
  const known = { about: 'https://github.com/advisories/2', reason: 'not reached', until: TODAY };
  expect(standingWeaknesses({ vulnerabilities }, [known], TODAY)).toEqual([
    'worst: a hole (https://github.com/advisories/1)',
  ]);
  expect(standingWeaknesses({ vulnerabilities }, [known], '2026-12-02')).toHaveLength(2);
});

it('takes no answer for no answer, not for well', () => {
  expect(standingWeaknesses({}, [], TODAY)).toBeUndefined();
  expect(standingWeaknesses({ vulnerabilities: {} }, [], TODAY)).toEqual([]);
});
