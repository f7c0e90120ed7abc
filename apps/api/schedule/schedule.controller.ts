// The schedule as the desk works on it: days of all zones at one look, and what waits for a place.
import { Clock, Places, Schedule } from '#application';
import { localDateOf, type Actor } from '#domain';
import { notForecastText, reasonText, words, type Language } from '#words';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { history, schedule, scheduleQuery, unbookedList, type ScheduleQuery } from './schedule-shapes';

@ApiTags('bookings')
@SignedIn()
@Controller('api/v1')
export class ScheduleController {
  constructor(
    private readonly schedule: Schedule,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  @Get('communes/:id/schedule')
  @Operation(
    'getSchedule',
    'Some days of all zones: what sounds when and where, silence, slots, and the bookings behind it',
  )
  @Answers(schedule)
  @Refuses('not-found', 'bad-request')
  async span(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Query({ schema: scheduleQuery }) query: ScheduleQuery,
  ) {
    const { timeZone } = await this.places.commune(actor, communeId);
    const from = query.from ?? localDateOf(this.clock.now(), timeZone);
    const view = await this.schedule.span(actor, communeId, from, query.days);
    return {
      ...view,
      timeZone,
      entries: view.entries.map((entry) => ({
        ...entry,
        reasonText: entry.reason === null ? null : reasonText(language, entry.reason),
      })),
      notForecast: view.notForecast.map(({ zoneId, code }) => {
        const row = view.villages.find(({ zones }) => zones.some(({ id }) => id === zoneId));
        const place = row ? `${row.village.label} ${row.village.name}: ` : '';
        return { zoneId, code, detail: place + notForecastText(language, { code }) };
      }),
    };
  }

  @Get('communes/:id/unbooked-announcements')
  @Operation('listUnbookedAnnouncements', 'What is handed in or approved and has no place in the schedule yet')
  @Answers(unbookedList)
  @Refuses('not-found')
  async unbooked(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    const waiting = await this.schedule.unbooked(actor, communeId);
    return {
      items: waiting.map(({ announcement, createdBy, durationMs }) => ({
        ...announcement,
        createdBy,
        durationMs,
        languages: announcement.versions.map(({ language }) => language),
        recordingIds: announcement.versions.map(({ recordingId }) => recordingId),
      })),
    };
  }

  @Get('bookings/:id/history')
  @Operation('getBookingHistory', 'What happened to a booking, newest first')
  @Answers(history)
  @Refuses('not-found')
  async history(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') id: string) {
    const happened = await this.schedule.history(actor, id);
    return { items: happened.map((each) => ({ ...each, text: words(language).events[each.kind] })) };
  }
}
