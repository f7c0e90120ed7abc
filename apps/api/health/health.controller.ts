// Is the process alive, may it be sent requests, and how is it doing: for supervisors, proxies and monitoring.
import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenInDemo, Public } from '../http/route-policy';
import { Metrics } from './metrics';
import { ReadinessProbe, type Readiness } from './readiness';

@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly probe: ReadinessProbe,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Header('Cache-Control', 'no-store')
  live() {
    return { alive: true };
  }

  @Get('health/ready')
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.probe.look();
    if (!readiness.ready) void reply.status(503);
    return readiness;
  }

  @OpenInDemo()
  @Get('metrics')
  async numbers(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(this.metrics.contentType).send(await this.metrics.text());
  }
}
