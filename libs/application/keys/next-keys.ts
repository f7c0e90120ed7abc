// The key that will follow. It is worked out from a seed that lies outside of the database, so that nothing has to be kept at each change, and
// foretold by its digest, so that boxes follow to no other.
import { derivedId, digestOfKey, keysFromSecret } from '#protocol';
import { hkdfSync, randomBytes } from 'node:crypto';
import type { CommuneSeeds } from '../ports/commune-seeds';
import type { UnitOfWork } from '../ports/unit-of-work';

/** A pair of keys with its name. */
export interface NextKey {
  readonly keyId: string;
  readonly privateKeyPem: string;
  readonly publicKey: string;
}

/** The key of that serial, from that seed. */
function keyFrom(seed: string, communeId: string, serial: number): NextKey {
  const secret = hkdfSync('sha256', Buffer.from(seed, 'hex'), '', `loa-lang/commune-key\n${communeId}\n${serial}`, 32);
  const { privateKeyPem, publicKey } = keysFromSecret(new Uint8Array(secret));
  return { keyId: derivedId('key', publicKey), privateKeyPem, publicKey };
}

/** The key that was foretold for this serial; undefined: its seed is not here. `foretold` null: nothing was said yet, any will do. */
export async function keyForetold(
  seeds: CommuneSeeds,
  communeId: string,
  serial: number,
  foretold: string | null,
): Promise<NextKey | undefined> {
  const known = await seeds.all();
  const keys = (known.length > 0 || foretold !== null ? known : [await freshSeed(seeds)]).map((seed) =>
    keyFrom(seed, communeId, serial),
  );
  return foretold === null ? keys.at(-1) : keys.find(({ publicKey }) => digestOfKey(publicKey) === foretold);
}

/** Foretells the key after that of the founding, if nobody did yet: before the first box hears of it. */
export async function foretell(unitOfWork: UnitOfWork, seeds: CommuneSeeds, communeId: string): Promise<void> {
  const { installation } = unitOfWork.read;
  if ((await installation.foretoldAtFounding(communeId)) !== null) return;
  if ((await installation.keyChanges(communeId)).length > 0) return;
  const { publicKey } = (await keyForetold(seeds, communeId, 1, null))!;
  await unitOfWork.run(async (stores) => {
    if ((await stores.installation.foretoldAtFounding(communeId)) === null)
      await stores.installation.foretellAtFounding(communeId, digestOfKey(publicKey));
  });
}

async function freshSeed(seeds: CommuneSeeds): Promise<string> {
  const seed = randomBytes(32).toString('hex');
  await seeds.add(seed);
  return seed;
}
