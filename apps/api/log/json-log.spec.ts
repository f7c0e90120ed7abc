import { openLog } from './json-log';

it('what could be a secret is in no line, at the top or one step below', () => {
  const lines: string[] = [];
  const log = openLog({ dir: '', level: 'info', pretty: false }, { write: (line) => lines.push(line) });
  for (const name of ['password', 'secret', 'credential', 'code', 'pin', 'token', 'authorization', 'cookie']) {
    log.info({ [name]: 'bi-mat', body: { [name]: 'bi-mat' } }, 'answered');
  }
  expect(lines).toHaveLength(8);
  expect(lines.join('')).not.toContain('bi-mat');
});
