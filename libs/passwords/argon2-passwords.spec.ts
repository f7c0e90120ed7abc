import { Argon2Passwords } from './argon2-passwords';

const passwords = new Argon2Passwords();

describe('passwords', () => {
  it('knows the right one from a wrong one, and keeps neither', async () => {
    const stored = await passwords.hash('gà gáy sáng sớm');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(stored).not.toContain('gà');
    expect(await passwords.verify(stored, 'gà gáy sáng sớm')).toBe(true);
    expect(await passwords.verify(stored, 'gà gáy sáng sớn')).toBe(false);
  });

  it('does the same work for a name that nobody has, and says no', async () => {
    expect(await passwords.verify(null, 'bất kỳ')).toBe(false);
  });

  it('serves a crowd in turn', async () => {
    const stored = await passwords.hash('một');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => passwords.verify(stored, index % 2 ? 'hai' : 'một')),
    );
    expect(answers.filter(Boolean)).toHaveLength(6);
  });
});
