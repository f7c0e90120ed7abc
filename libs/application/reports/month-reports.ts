// The report of a month for a commune. However long the month was, it is read with the same few questions.
import {
  localDateOf,
  monthInterval,
  monthOf,
  monthReport,
  Problem,
  saysSomething,
  usualMonth,
  type Actor,
  type Commune,
  type Instant,
  type MonthReport,
  type Rundown,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireView } from '../acting/access';
import { sightOf } from '../acting/reach';
import { happenedIn, HAPPENINGS } from './happenings';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What the report says something of; the greatest part of a month's rows is not read. */
// prettier-ignore
const AIRING_FIELDS = [
  'id', 'rundownId', 'kind', 'title', 'announcementId', 'startsAt', 'durationMs', 'lateLimitMs', 'sounds', 'state', 'reason',
] as const;
// prettier-ignore
const PLAYBACK_FIELDS = [
  'airingId', 'rundownId', 'controllerId', 'state', 'startedAt', 'playedMs', 'reason', 'playedAfterCancel',
] as const;

/** Which months there are, `YYYY-MM`. */
interface ReportMonths {
  readonly first: string;
  readonly last: string;
  /** The one that is usually wanted. */
  readonly usual: string;
}

export interface MonthReportView extends MonthReport {
  readonly commune: Commune;
  readonly madeAt: Instant;
  /** The month is over, and so are the days in which devices may still report. */
  readonly isFinal: boolean;
  readonly happenings: Readonly<Record<keyof typeof HAPPENINGS, number>>;
}

@Injectable()
export class MonthReports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async months(actor: Actor, communeId: string): Promise<ReportMonths> {
    const commune = await this.communeFor(actor, communeId);
    const today = localDateOf(this.clock.now(), commune.timeZone);
    const first = await this.unitOfWork.read.air.firstRundown(communeId);
    return {
      first: monthOf(first && first.localDate < today ? first.localDate : today),
      last: monthOf(today),
      usual: usualMonth(today, first?.localDate),
    };
  }

  /** Of the villages at which the actor may look. Throws Problem `not-found`. */
  async report(actor: Actor, communeId: string, month: string): Promise<MonthReportView> {
    const commune = await this.communeFor(actor, communeId);
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const interval = monthInterval(month, commune.timeZone);
    const sight = await sightOf(read, actor, communeId);
    const villages = (await read.places.villages(communeId)).filter(({ id }) => sight(id));
    const rundowns = (await read.air.rundowns(communeId, interval.from, interval.to)).filter(
      ({ localDate, villageId }) => monthOf(localDate) === month && sight(villageId),
    );
    const ids = rundowns.map(({ id }) => id);
    const airings = await read.air.airingsOfRundowns(ids, AIRING_FIELDS);
    const items = airings.filter(saysSomething).map(({ id }) => id);
    const happened = await happenedIn(read, actor, communeId, interval);
    const report = monthReport(
      {
        month,
        villages,
        rundowns,
        airings,
        playbacks: await read.air.playbacksOfAirings(items, PLAYBACK_FIELDS),
        confirmations: await this.saidOf(communeId, rundowns),
        languageOfSound: await languagesOf(
          read,
          new Set(airings.flatMap(({ announcementId }) => announcementId ?? [])),
        ),
      },
      now,
    );
    return {
      ...report,
      commune,
      madeAt: now,
      isFinal: report.tally.unconfirmed === 0 && interval.to <= now,
      happenings: Object.fromEntries(
        Object.entries(HAPPENINGS).map(([name, kind]) => [name, happened.get(kind) ?? 0]),
      ) as MonthReportView['happenings'],
    };
  }

  private async communeFor(actor: Actor, communeId: string): Promise<Commune> {
    requireView(actor, communeId);
    const commune = await this.unitOfWork.read.places.commune(communeId);
    if (!commune) throw new Problem('not-found');
    return commune;
  }

  private async saidOf(communeId: string, rundowns: readonly Rundown[]) {
    const dates = rundowns.map(({ localDate }) => localDate).sort();
    const [first, last] = [dates[0], dates.at(-1)];
    return first === undefined || last === undefined
      ? []
      : this.unitOfWork.read.air.confirmations(communeId, first, last);
  }
}

/** Which language each sound of these announcements is spoken in, by the SHA-256 of the sound. */
async function languagesOf(
  { announcements, recordings }: StoreReads,
  announcementIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const versions = (await announcements.byIds([...announcementIds])).flatMap((announcement) => announcement.versions);
  const spoken = await recordings.byIds(versions.map(({ recordingId }) => recordingId));
  const soundOf = new Map(spoken.map(({ id, rendition }) => [id, rendition?.sha256]));
  return new Map(
    versions.flatMap(({ language, recordingId }) => {
      const sha256 = soundOf.get(recordingId);
      return sha256 === undefined ? [] : [[sha256, language] as const];
    }),
  );
}
