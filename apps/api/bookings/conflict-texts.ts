// Conflicts and warnings as they are told: each with its sentence, in the language of whoever asks.
import { inPlaces, UnitOfWork, type BookingWarning, type ForecastBooking } from '#application';
import type { BookingConflict, PlacedConflict } from '#domain';
import { conflictText, warningText, type Language } from '#words';
import { Injectable } from '@nestjs/common';
import { withInstantTexts } from '../http/instants';

@Injectable()
export class ConflictTexts {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The preview with every conflict by village, and everything put in words. */
  async present<Preview extends ForecastBooking>(communeId: string, preview: Preview, language: Language) {
    const conflicts = await this.conflicts(communeId, preview.conflicts, language);
    return { ...preview, conflicts, warnings: await this.warnings(communeId, preview.warnings, language) };
  }

  /** The conflicts by village, and in words. */
  async conflicts(communeId: string, conflicts: readonly BookingConflict[], language: Language) {
    const placed = await inPlaces(this.unitOfWork.read, communeId, conflicts);
    return placed.conflicts.map((conflict) => ({
      ...(withInstantTexts(conflict) as PlacedConflict),
      detail: conflictText(language, conflict, placed.timeZone),
    }));
  }

  /** The warnings in words. */
  async warnings(communeId: string, warnings: readonly BookingWarning[], language: Language) {
    if (warnings.length === 0) return [];
    const villages = await this.unitOfWork.read.places.villages(communeId);
    return warnings.map((warning) => {
      const village = villages.find(({ id }) => id === warning.villageId);
      return { ...warning, detail: warningText(language, warning, village ? `${village.label} ${village.name}` : '') };
    });
  }
}
