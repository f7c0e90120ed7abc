// What time it is here. In the demo the clock runs ahead, and says so.
import { WallClock, type WallClockReading } from '#application';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers, Operation } from '../http/answers';
import { instant } from '../http/instants';
import { Public } from '../http/route-policy';

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
  constructor(private readonly clock: WallClock) {}

  @Get()
  @Public()
  @Operation('getClock', 'The time of this server')
  @Answers(clockShape)
  now(): Promise<WallClockReading> {
    return this.clock.read();
  }
}
