// Makes the first administrator of a commune (or another one) and prints the one-time code by which that person sets a password.
import { hashOfCode, newCode, newId } from '#application';
import { DAY_MS } from '#domain';
import { parseArgs } from 'node:util';
import { UsageError, type Command } from './command';
import { withDatabase } from './migrate';
import { installationNow } from './installation-clock';

const CODE_LIFE_MS = 7 * DAY_MS;

export const adminCreate: Command = {
  name: 'admin create',
  usage: '--login <login> --name <name> [--commune <name>]',
  summary: 'make an administrator and print a one-time code',
  async run(config, args) {
    const {
      login,
      name,
      commune: communeName,
    } = parseArgs({
      args: [...args],
      options: { login: { type: 'string' }, name: { type: 'string' }, commune: { type: 'string' } },
    }).values;
    if (!login || !name) throw new UsageError('A login and a name are needed.');
    await withDatabase(config, async ({ unitOfWork }) => {
      const communes = await unitOfWork.read.places.communes();
      const commune = communeName ? communes.find((each) => each.name === communeName) : communes[0];
      if (!commune)
        throw new UsageError('There is no such commune yet. Found one first: npm run cli -- commune found <plan.json>');
      if (await unitOfWork.read.people.personByLogin(login)) throw new UsageError(`The login "${login}" is taken.`);
      const now = await installationNow(unitOfWork);
      const code = newCode();
      const personId = newId(now);
      await unitOfWork.run(async ({ people, events }) => {
        await people.insertPerson({
          id: personId,
          communeId: commune.id,
          name,
          login,
          passwordHash: null,
          createdAt: now,
        });
        await people.insertGrant({ id: newId(now), communeId: commune.id, personId, role: 'admin', villageId: null });
        await people.insertSignInCode({
          codeHash: hashOfCode(code),
          personId,
          expiresAt: now + CODE_LIFE_MS,
          usedAt: null,
        });
        await events.append({
          communeId: commune.id,
          at: now,
          kind: 'person.created',
          actor: 'system',
          subjectId: personId,
          details: { name, role: 'admin' },
        });
      });
      console.log(code);
      console.error(
        `${name} sets a password with this code within 7 days, once: POST /api/v1/me/password {"code","password"}`,
      );
    });
  },
};
