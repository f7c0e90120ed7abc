// Founds a commune of a real installation from a file: villages, zones, controllers, slots, people. Prints a one-time code per person.
import { readFile } from 'node:fs/promises';
import { foundCommune, issueSignInCode, type CommunePlan } from '#application';
import { ROLES } from '#domain';
import { z } from 'zod';
import { UsageError, type Command } from './command';
import { withDatabase } from './migrate';
import { installationNow } from './installation-clock';

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const dailyWindow = z.strictObject({ from: wallTime, to: wallTime });
const planSchema: z.ZodType<CommunePlan> = z.strictObject({
  name: z.string().min(1),
  province: z.string().min(1),
  phone: z.string().min(1).optional(),
  timeZone: z.string().default('Asia/Ho_Chi_Minh'),
  approverRule: z.enum(['leader', 'operator']).default('leader'),
  quietHours: z.array(dailyWindow).default([{ from: '21:00', to: '05:00' }]),
  slots: z.array(z.strictObject({ name: z.string().min(1), from: wallTime, to: wallTime })),
  villages: z.array(
    z.strictObject({
      name: z.string().min(1),
      label: z.enum(['thôn', 'bản', 'khu phố']),
      households: z.int().nonnegative(),
      people: z.int().nonnegative().optional(),
      languages: z.array(z.string()).min(1),
      quietHours: z.array(dailyWindow).nullable().default(null),
      zones: z.array(z.strictObject({ name: z.string().min(1), controllers: z.array(z.string().min(1)) })),
    }),
  ),
  people: z.array(
    z.strictObject({
      name: z.string().min(1),
      login: z.string().min(1),
      role: z.enum(ROLES),
      village: z.string().optional(),
    }),
  ),
});

export const communeFound: Command = {
  name: 'commune found',
  usage: '<plan.json>',
  summary: 'found a commune from a file and print a one-time code per person',
  async run(config, [file]) {
    if (!file) throw new UsageError('Which file?');
    const plan = planSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (!plan.success) throw new UsageError(z.prettifyError(plan.error));
    await withDatabase(config, async ({ unitOfWork }) => {
      const now = await installationNow(unitOfWork);
      const codes = await unitOfWork.run(async (stores) => {
        const { people } = await foundCommune(stores, plan.data, now);
        return Promise.all(
          people.map(async ({ id, login, name }) => ({ login, name, code: await issueSignInCode(stores, id, now) })),
        );
      });
      for (const { login, name, code } of codes) console.log(`${code}  ${login}  ${name}`);
    });
  },
};
