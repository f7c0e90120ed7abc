// What will sound tonight, on its way out.
import { AIRING_KINDS, MESSAGE_CLASSES, PLAN_PARTS } from '#domain';
import { z } from 'zod';
import { instant, openValues } from '../http/instants';
import { commune, village } from '../places/place-shapes';

const anomaly = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('new-hour'), hour: z.int() }),
    z.object({ kind: z.literal('longest-ever'), durationMs: z.number(), beforeMs: z.number() }),
    z.object({ kind: z.literal('new-author'), personId: z.string() }),
    z.object({ kind: z.literal('foreign-language'), languages: z.array(z.string()) }),
  ])
  .meta({ id: 'Anomaly', description: 'Why a careful person would look twice' });

const line = z
  .object({
    startsAt: instant,
    endsAt: instant,
    kind: z.enum(AIRING_KINDS),
    title: z.string(),
    messageClass: z.enum(MESSAGE_CLASSES),
    zoneIds: z.array(z.string()),
    zones: z.array(z.string()).meta({ description: 'Names of the zones in which it sounds at this instant' }),
    bookingId: z.string().nullable(),
    announcementId: z.string().nullable(),
    state: z.enum(['held', 'planned', 'cancelled', 'dropped']),
    reason: z.string().nullable().meta({ description: 'Which rule took it off the air; null while it sounds' }),
    reasonValues: openValues,
    slotName: z.string(),
    startRule: z
      .enum(['exact', 'soonest', 'slot', 'with-rundown', 'at-once'])
      .meta({ description: 'How it came by its start' }),
    behind: z
      .array(z.object({ title: z.string(), messageClass: z.enum(MESSAGE_CLASSES) }))
      .meta({ description: 'What goes first in its slot and moves it back' }),
    proposedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    approvedAt: instant.nullable(),
    anomalies: z.array(anomaly),
    why: z.string().meta({ description: 'All of it in one line, in the language asked for' }),
    warnings: z.array(z.string()).meta({ description: 'The anomalies in words' }),
  })
  .meta({ id: 'TonightLine' });

export const tonight = z
  .object({
    commune,
    from: instant,
    to: instant,
    villages: z.array(
      z.object({
        village,
        lines: z.array(line),
        notForecast: z.array(z.string()).meta({
          description:
            'In words, for each of its zones that cannot be planned now; the lines say what was planned last',
        }),
      }),
    ),
    unplanned: z
      .array(
        z
          .object({ part: z.enum(PLAN_PARTS), subjectId: z.string(), name: z.string(), since: instant, times: z.int() })
          .meta({ id: 'UnplannedPart' }),
      )
      .meta({ description: 'What keeps failing to be planned: of it the lines say what was planned last' }),
  })
  .meta({ id: 'Tonight', description: 'Made by the planner at this moment: what is shown is what plays' });
