import { randomBytes } from 'node:crypto';
import { seal, unseal } from './sealed';

const key = randomBytes(32);

it('gives the secret back to its owner, under its key, unaltered, and to nobody else', () => {
  const sealed = seal(key, 'JBSWY3DPEHPK3PXP', 'person-1');
  expect(sealed).not.toContain('JBSWY');
  expect(seal(key, 'JBSWY3DPEHPK3PXP', 'person-1')).not.toBe(sealed);
  expect(unseal(key, sealed, 'person-1')).toBe('JBSWY3DPEHPK3PXP');
  expect(unseal(key, sealed, 'person-2')).toBeUndefined();
  expect(unseal(randomBytes(32), sealed, 'person-1')).toBeUndefined();
  const altered = Buffer.from(sealed, 'base64url');
  altered[altered.length - 1]! ^= 1;
  expect(unseal(key, altered.toString('base64url'), 'person-1')).toBeUndefined();
  expect(unseal(key, '', 'person-1')).toBeUndefined();
});
