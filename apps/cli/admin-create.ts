// Makes an administrator and prints the one-time code by which that person sets a password. On a new installation this also founds the
// commune, still without villages, so that there is something to administrate.
import { foundCommune, issueSignInCode, newId, newPerson, type CommunePlan, type Stores } from '#application';
import type { Commune, Instant } from '#domain';
import { parseArgs } from 'node:util';
import { UsageError, type Command } from './command';
import { withDatabase } from './migrate';
import { installationNow } from './installation-clock';
import { USUAL_AIR } from './usual-air';

/** A commune without villages and people, so that there is something to administrate. */
const NEW_COMMUNE: Omit<CommunePlan, 'name' | 'province'> = {
  ...USUAL_AIR,
  villages: [],
  people: [],
};

interface Asked {
  readonly login: string;
  readonly name: string;
  readonly commune: string | undefined;
  readonly province: string;
}

export const adminCreate: Command = {
  name: 'admin create',
  usage: '--login <login> --name <name> [--commune <name>] [--province <name>]',
  summary: 'make an administrator and print a one-time code',
  async run(config, args) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: { login: text, name: text, commune: text, province: text },
    });
    const { login, name, commune, province = '' } = values;
    if (!login || !name) throw new UsageError('A login and a name are needed.');
    await withDatabase(config, async ({ unitOfWork }) => {
      const now = await installationNow(unitOfWork);
      console.log(await unitOfWork.run((stores) => createAdmin(stores, { login, name, commune, province }, now)));
    });
    console.error(
      `${name} sets a password with this code within 7 days, once: POST /api/v1/me/password {"code":"…","password":"…"}`,
    );
  },
};

/** Resolves with the one-time code. */
async function createAdmin(stores: Stores, asked: Asked, now: Instant): Promise<string> {
  const { people, events } = stores;
  const { login, name } = asked;
  if (await people.personByLogin(login)) throw new UsageError(`The login "${login}" is taken.`);
  const { id: communeId } = await communeFor(stores, asked, now);
  const person = newPerson(communeId, { name, login }, now);
  const { id: personId } = person;
  await people.insertPerson(person);
  await people.insertGrant({ id: newId(now), communeId, personId, role: 'admin', villageId: null });
  await events.append({
    communeId,
    at: now,
    kind: 'person.created',
    actor: 'system',
    subjectId: personId,
    details: { name, login, role: 'admin', villageId: null },
  });
  return issueSignInCode(stores, personId, now);
}

async function communeFor(stores: Stores, { commune: name, province }: Asked, now: Instant): Promise<Commune> {
  const communes = await stores.places.communes();
  const known = name === undefined ? communes[0] : communes.find((each) => each.name === name);
  if (known) return known;
  if (name === undefined) throw new UsageError('There is no commune yet: say which one with --commune.');
  return (await foundCommune(stores, { ...NEW_COMMUNE, name, province }, now)).commune;
}
