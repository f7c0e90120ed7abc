// Conflicts as people talk of them: by village, in the time of the commune. Inside they are known by zone and instant.
import { Places, type BookingWarning, type ForecastBooking } from '#application';
import { Problem, type Actor, type BookingConflict, type TimeZone } from '#domain';
import { conflictText, warningText, type Language, type PlacedConflict } from '#words';
import { Injectable } from '@nestjs/common';
import { withInstantTexts } from '../http/instants';

@Injectable()
export class PlacedConflicts {
  constructor(private readonly places: Places) {}

  /** The preview with every conflict placed and put in words. */
  async present<Preview extends ForecastBooking>(
    actor: Actor,
    communeId: string,
    preview: Preview,
    language: Language,
  ) {
    const conflicts = await this.told(actor, communeId, preview.conflicts, language);
    return { ...preview, conflicts, warnings: await this.tellWarnings(actor, communeId, preview.warnings, language) };
  }

  /** The conflicts placed and put in words. */
  async told(actor: Actor, communeId: string, conflicts: readonly BookingConflict[], language: Language) {
    const { placed, timeZone } = await this.place(actor, communeId, conflicts);
    return placed.map((conflict) => ({
      ...(withInstantTexts(conflict) as PlacedConflict),
      detail: conflictText(language, conflict, timeZone),
    }));
  }

  /** The warnings in words. */
  async tellWarnings(actor: Actor, communeId: string, warnings: readonly BookingWarning[], language: Language) {
    if (warnings.length === 0) return [];
    const villages = await this.places.villages(actor, communeId);
    return warnings.map((warning) => {
      const village = villages.find(({ id }) => id === warning.villageId);
      return { ...warning, detail: warningText(language, warning, village ? `${village.label} ${village.name}` : '') };
    });
  }

  /** Runs the act; a refusal that names conflicts is thrown again with their villages. */
  async explain<T>(actor: Actor, communeId: () => Promise<string> | string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (refusal) {
      throw refusal instanceof Problem ? await this.explained(actor, await communeId(), refusal) : refusal;
    }
  }

  /** The refusal with the villages of its conflicts, if it names any. */
  async explained(actor: Actor, communeId: string, refusal: Problem): Promise<Problem> {
    if (!Array.isArray(refusal.values['conflicts'])) return refusal;
    const conflicts = refusal.values['conflicts'] as readonly BookingConflict[];
    const { placed, timeZone } = await this.place(actor, communeId, conflicts);
    return new Problem(refusal.code, { ...refusal.values, conflicts: placed, timeZone });
  }

  private async place(
    actor: Actor,
    communeId: string,
    conflicts: readonly BookingConflict[],
  ): Promise<{ readonly placed: readonly PlacedConflict[]; readonly timeZone: TimeZone }> {
    const [{ timeZone }, villages, zones] = await Promise.all([
      this.places.commune(actor, communeId),
      this.places.villages(actor, communeId),
      this.places.zones(actor, communeId),
    ]);
    const names = new Map(
      zones.map((zone) => {
        const village = villages.find(({ id }) => id === zone.villageId);
        return [zone.id, village ? `${village.label} ${village.name}` : zone.name];
      }),
    );
    return {
      timeZone,
      placed: conflicts.map((conflict) => ({ ...conflict, village: names.get(conflict.zoneId) ?? '' })),
    };
  }
}
