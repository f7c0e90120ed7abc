// One seed is one row of ids, secrets and keys; without a seed they are as they always were.
import { newId } from '#application';
import { generateKeys } from '#protocol';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { lendRandomness, SeededRandomness } from './seeded-randomness';

const NOW = 1_795_000_000_000;

function made(seed: number) {
  const giveBack = lendRandomness(seed);
  try {
    const ids = [newId(NOW), newId(NOW), randomUUID()];
    return [...ids, generateKeys().publicKey, randomBytes(8).toString('hex'), randomInt(1_000)];
  } finally {
    giveBack();
  }
}

it('the same seed makes the same ids and keys, another one others', () => {
  const once = made(7);
  newId(NOW);
  expect(made(7)).toEqual(once);
  expect(made(8)).not.toEqual(once);
});

it('afterwards chance is chance again', () => {
  const lent = made(7);
  expect(randomUUID()).not.toBe(lent[2]);
  expect(generateKeys().publicKey).not.toBe(lent[3]);
});

it('draws from everything between its ends', () => {
  const chance = new SeededRandomness(1);
  const drawn = Array.from({ length: 300 }, () => chance.whole(2, 5));
  expect([...new Set(drawn)].sort()).toEqual([2, 3, 4]);
});
