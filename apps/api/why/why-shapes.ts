// The reason chain on its way out: each link as a code with values for programs, and as a sentence for people.
import type { MomentInVillage, WhyView } from '#application';
import { AIRING_KINDS, MOMENT_CODES, OUTLOOKS, WHY_CODES, WHY_POLE_CODES, WHY_STATES, WHY_STEPS } from '#domain';
import { momentText, whyPoleText, whyText, words, type Language } from '#words';
import { z } from 'zod';
import { instant, instantIn, openValues } from '../http/instants';
import { village } from '../places/place-shapes';

const id = z.string();
const state = z
  .enum(WHY_STATES)
  .meta({ description: 'ok: done and proven; waiting: its time has not come; trouble: somebody has to look' });

const pole = z
  .object({
    controllerId: id,
    name: z.string(),
    playbackId: id.nullable().meta({ description: 'Its evidence: GET /playbacks/{id}' }),
    state,
    says: z.enum(WHY_POLE_CODES),
    values: openValues,
    text: z.string().meta({ description: 'In words, to stand behind the name' }),
  })
  .meta({ id: 'WhyPole' });

const link = z
  .object({
    step: z.enum(WHY_STEPS),
    title: z.string(),
    state,
    at: instant.nullable(),
    says: z.enum(WHY_CODES),
    values: openValues,
    text: z.string().meta({ description: 'The sentence' }),
    poles: z.array(pole),
  })
  .meta({ id: 'WhyLink' });

export const why = z
  .object({
    airing: z.object({
      id,
      kind: z.enum(AIRING_KINDS),
      title: z.string(),
      startsAt: instant,
      durationMs: z.int(),
      bookingId: id.nullable(),
      announcementId: id.nullable(),
    }),
    rundownId: id,
    slotName: z.string(),
    village,
    zone: z.string(),
    now: instant,
    outlook: z.enum(OUTLOOKS),
    because: z.string().nullable().meta({ description: 'The first link in trouble, else the first waited for' }),
    links: z.array(link),
  })
  .meta({ id: 'Why', description: 'Why an airing is where it is, from the microphone to the ear' });

export const moment = z
  .object({
    village,
    at: instant.meta({ description: 'The minute that was asked for' }),
    now: instant,
    says: z.enum(MOMENT_CODES),
    text: z.string(),
    values: openValues,
    nearest: z.object({ airingId: id, title: z.string(), startsAt: instant }).nullable(),
    airings: z.array(why),
  })
  .meta({ id: 'MomentInVillage', description: 'What a village hears in one minute, or why it hears nothing' });

export const momentQuery = z.strictObject({
  instant: instantIn.optional().meta({ description: 'Now unless said otherwise' }),
});
export type MomentQuery = z.output<typeof momentQuery>;

/** The chain with its sentences. */
export function presentWhy(view: WhyView, language: Language) {
  const { rundown, links, because } = view;
  return {
    ...view,
    rundownId: rundown.id,
    slotName: rundown.slotName,
    because: because && whyText(language, because, view),
    links: links.map((each) => ({
      ...each,
      title: words(language).why.steps[each.step],
      text: whyText(language, each, view),
      poles: each.poles.map((one) => ({ ...one, text: whyPoleText(language, one, view) })),
    })),
  };
}

/** The minute with its sentences. */
export function presentMoment(view: MomentInVillage, language: Language) {
  const airings = view.airings.map((each) => presentWhy(each, language));
  return { ...view, text: momentText(language, view, view), airings };
}
