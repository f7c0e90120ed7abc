// Previews as the specs of the rules ask for them: all pieces in one go.
import { forecastBooking, previewBooking, suggestTime, type Pieces } from '#domain';

/** Does all pieces. */
function inOneGo<T>(pieces: Pieces<T>): T {
  for (;;) {
    const piece = pieces.next();
    if (piece.done) return piece.value;
  }
}

export const previewed = (...asked: Parameters<typeof previewBooking>) => inOneGo(previewBooking(...asked));

export const forecast = (...asked: Parameters<typeof forecastBooking>) => inOneGo(forecastBooking(...asked));

export const suggested = (...asked: Parameters<typeof suggestTime>) => inOneGo(suggestTime(...asked));
