// What time it is here. In the demo the clock runs ahead, and says so.
import { Clock, UnitOfWork } from '#application';
import { localDateOf, wallTimeOf } from '#domain';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers, Operation } from '../http/answers';
import { instant } from '../http/instants';
import { Public } from '../http/route-policy';

/** Of an installation without a commune; every commune states its own. */
const DEFAULT_ZONE = 'Asia/Ho_Chi_Minh';

const clockShape = z
  .object({
    now: instant,
    localDate: z.string(),
    localTime: z.string(),
    timeZone: z.string(),
    demoAheadMs: z
      .int()
      .meta({ description: 'How far the demo clock is ahead of real time; 0 in a real installation' }),
  })
  .meta({ id: 'Clock' });

@ApiTags('places')
@Controller('api/v1/clock')
export class ClockController {
  constructor(
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @Public()
  @Operation('getClock', 'The time of this server')
  @Answers(clockShape)
  async now() {
    const { installation, places } = this.unitOfWork.read;
    const [commune] = await places.communes();
    const timeZone = commune?.timeZone ?? DEFAULT_ZONE;
    const now = this.clock.now();
    return {
      now,
      localDate: localDateOf(now, timeZone),
      localTime: wallTimeOf(now, timeZone),
      timeZone,
      demoAheadMs: await installation.clockOffsetMs(),
    };
  }
}
