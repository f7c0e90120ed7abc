// One approval on one page: what is asked for, with its places and what stands in its way in words.
import { ApprovalByLink, ItemFailures, Places, type Proof, type Caller } from '#application';
import type { ToApprove } from '#field';
import { notForecastText, type Language } from '#words';
import { Injectable } from '@nestjs/common';
import { ConflictTexts } from '../bookings/conflict-texts';

@Injectable()
export class ApprovalSheet {
  constructor(
    private readonly approvals: ApprovalByLink,
    private readonly texts: ConflictTexts,
    private readonly places: Places,
    private readonly failures: ItemFailures,
  ) {}

  /** Throws what `ApprovalByLink.look` throws. */
  async toApprove(token: string, language: Language): Promise<ToApprove> {
    const shown = await this.approvals.look(token);
    const { actor, booking } = shown;
    const [zones, villages, forecast] = await Promise.all([
      this.places.zones(actor, booking.communeId),
      this.places.villages(actor, booking.communeId),
      this.failures.tried('booking-forecast', booking.id, () => this.approvals.preview(shown)),
    ]);
    const { value: preview, failure } = forecast;
    const told = preview && (await this.texts.present(booking.communeId, preview, language));
    const meant = new Set(zones.filter(({ id }) => booking.zoneIds.includes(id)).map(({ villageId }) => villageId));
    return {
      ...shown,
      places: villages.filter(({ id }) => meant.has(id)).map(({ label, name }) => `${label} ${name}`),
      starts: preview && preview.starts,
      conflictTexts: told
        ? [...told.conflicts, ...told.warnings].map(({ detail }) => detail)
        : [notForecastText(language, failure)],
    };
  }

  /** Approves and says what. Throws what `ApprovalByLink.approve` throws. */
  async sign(token: string, digest: string, proof: Proof, caller: Caller): Promise<string> {
    return (await this.approvals.approve(token, digest, proof, caller)).announcement.title;
  }
}
