// Arguments of the fleet are its settings under another name, and nothing that is misspelt is silently without effect.
import { fleetArguments, readConfig } from '.';

it('takes the settings of the fleet as arguments', () => {
  const given = fleetArguments(['--count', '6', '--seed', '3', '--faults', '/tmp/day.json', '--quiet'], ['quiet']);
  expect(readConfig(given).fleet).toMatchObject({ count: 6, seed: 3, faultsFile: '/tmp/day.json' });
  expect(fleetArguments([])).toEqual({});
});

it('refuses what it does not know', () => {
  expect(() => fleetArguments(['--fault', 'day.json'])).toThrow('--fault');
});

it('lets faults into no production', () => {
  const production = { LOA_MODE: 'production', LOA_FLEET_FAULTS: 'day.json' };
  expect(() => readConfig(production)).toThrow('LOA_FLEET_FAULTS');
});
