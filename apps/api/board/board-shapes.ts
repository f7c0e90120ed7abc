// The live picture on its way out.
import { z } from 'zod';
import { instant } from '../http/instants';
import { commune, village } from '../places/place-shapes';
import { rundownSummary } from '../rundowns/rundown-shapes';
import { stopOrder } from '../stops/stop-shapes';
import { eventShape } from '../audit/event-shape';

export const boardShape = z
  .object({
    commune,
    now: instant,
    villages: z.array(
      z
        .object({
          village,
          controllers: z.int(),
          online: z.int(),
          next: z.array(rundownSummary).meta({ description: 'The next broadcast, or the one on air, over all zones' }),
          last: z.array(rundownSummary).meta({ description: 'The one that ended last, over all zones' }),
        })
        .meta({ id: 'VillageBoard' }),
    ),
    stops: z.array(stopOrder),
    events: z.array(eventShape),
  })
  .meta({ id: 'Board' });
