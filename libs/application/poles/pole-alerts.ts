// "2 cụm loa mất mạng": those who look after the poles are told once about everybody who fell silent together, unless somebody muted them.
import { BLINK_MS, HOUR_MS, MUTE_HOURS, mayDo, Problem, type Actor, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireCommune, visible } from '../acting/access';
import { standing } from '../places/place-edits';
import { caretakersOf, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';

/** For how many hours alerts are muted. */
type MuteHours = (typeof MUTE_HOURS)[number];

@Injectable()
export class PoleAlerts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One notice about all poles that are away for longer than a blink and of which nobody was told. A chore: safe to repeat. */
  async tellWhoIsAway(communeId: string): Promise<void> {
    const now = this.clock.now();
    if ((await this.unitOfWork.read.poles.untoldAbsences(communeId)).length === 0) return;
    await this.unitOfWork.run(async (stores) => {
      const { places, devices, poles } = stores;
      const away = new Set(
        (await devices.devices(communeId)).flatMap((each) => (each.online ? [] : each.controllerId)),
      );
      const muted = new Set((await poles.mutes(communeId, now)).map(({ controllerId }) => controllerId));
      const untold = await poles.untoldAbsences(communeId);
      // Who is back needs no word any more.
      const back = untold.filter(({ controllerId }) => !away.has(controllerId));
      await poles.putPresence(back.map((change) => ({ ...change, toldAt: now })));
      const news = untold.filter(
        ({ controllerId, at }) => away.has(controllerId) && !muted.has(controllerId) && now - at >= BLINK_MS,
      );
      if (news.length === 0) return;
      await poles.putPresence(news.map((change) => ({ ...change, toldAt: now })));
      const controllerIds = [...new Set(news.map(({ controllerId }) => controllerId))];
      const names = new Map((await places.controllers(communeId)).map(({ id, name }) => [id, name]));
      const { timeZone } = (await places.commune(communeId))!;
      const values = {
        count: controllerIds.length,
        place: controllerIds.map((id) => names.get(id) ?? '').join(', '),
        sinceAt: news[0]!.at,
        timeZone,
        controllerIds,
      };
      const told = await caretakersOf(stores, communeId);
      await tell(stores, told, { communeId, kind: 'poles-offline', subjectId: communeId, values }, now);
    });
  }

  /** Nobody is told about absences of these poles for so long. Throws Problem `not-found`, `not-allowed`. */
  async mute(
    actor: Actor,
    communeId: string,
    controllerIds: readonly string[],
    hours: MuteHours,
  ): Promise<{ readonly until: Instant }> {
    return this.write(actor, communeId, controllerIds, this.clock.now() + hours * HOUR_MS);
  }

  /** People are told about the pole again. Throws Problem `not-found`, `not-allowed`. */
  async unmute(actor: Actor, controllerId: string): Promise<void> {
    const { communeId } = standing(visible(actor, await this.unitOfWork.read.places.controller(controllerId)));
    await this.write(actor, communeId, [controllerId], this.clock.now());
  }

  private async write(
    actor: Actor,
    communeId: string,
    controllerIds: readonly string[],
    until: Instant,
  ): Promise<{ readonly until: Instant }> {
    requireCaretaker(actor, communeId);
    const now = this.clock.now();
    return this.unitOfWork.run(async ({ places, poles, events }) => {
      for (const controllerId of new Set(controllerIds)) {
        const controller = await places.controller(controllerId);
        if (controller?.communeId !== communeId) throw new Problem('not-found');
        standing(controller);
        await poles.putMute({ communeId, controllerId, until, mutedBy: actor.personId, mutedAt: now });
        await events.append({
          communeId,
          at: now,
          kind: until > now ? 'pole.muted' : 'pole.unmuted',
          actor: actor.personId,
          subjectId: controllerId,
          details: { until },
        });
      }
      return { until };
    });
  }
}

/** Passes for whoever runs the desk or looks after the poles. */
function requireCaretaker(actor: Actor, communeId: string): void {
  requireCommune(actor, communeId);
  const place = { communeId, villageId: null };
  if (!mayDo(actor, 'device.enrol', place) && !mayDo(actor, 'air.stop', place)) {
    throw new Problem('not-allowed', { act: 'device.enrol' });
  }
}
