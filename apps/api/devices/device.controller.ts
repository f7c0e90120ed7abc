// What a box on a pole fetches for itself: its programme, its settings and its sounds. See `libs/protocol/PROTOCOL.md`.
import { AudioStore, DeviceFetches } from '#application';
import type { Device } from '#domain';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswersBytes, Operation, PARTS, Refuses } from '../http/answers';
import { CurrentDevice, DeviceRoute } from '../http/route-policy';
import { sendSound } from '../http/sound-reply';

/** Further good statuses of a route that sends a sealed message. */
const SEALED = { 204: 'None was issued yet.', 304: 'Not changed since the version that was named.' };

@ApiTags('devices')
@DeviceRoute()
@Controller()
export class DeviceController {
  constructor(
    private readonly fetches: DeviceFetches,
    private readonly sounds: AudioStore,
  ) {}

  @Get('device/v1/programme')
  @AnswersBytes('application/octet-stream', SEALED)
  @Operation('getProgramme', 'The signed programme of the device’s zone; 204 before the first')
  @Refuses('device-unknown')
  async programme(
    @CurrentDevice() device: Device,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const issued = await this.fetches.programme(device);
    await sendEnvelope(issued && { tag: `${issued.epoch}.${issued.version}`, bytes: issued.envelope }, request, reply);
  }

  @Get('device/v1/settings')
  @AnswersBytes('application/octet-stream', SEALED)
  @Operation('getSettings', 'The signed settings of the device’s pole; 204 before the first')
  @Refuses('device-unknown')
  async settings(
    @CurrentDevice() device: Device,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const issued = await this.fetches.settings(device);
    await sendEnvelope(issued && { tag: `${issued.version}`, bytes: issued.envelope }, request, reply);
  }

  @Get('media/:sha256')
  @AnswersBytes('audio/mpeg', PARTS)
  @Operation('getSound', 'A sound that the device is to play; takes `Range`')
  @Refuses('device-unknown', 'not-found', 'range-not-satisfiable')
  async sound(
    @CurrentDevice() device: Device,
    @Param('sha256') sha256: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.fetches.requireSound(device, sha256);
    await sendSound(this.sounds, { sha256, contentType: 'audio/mpeg' }, request, reply);
  }
}

/** A sealed message as it is, named so that an unchanged one costs nothing. */
async function sendEnvelope(
  issued: { readonly tag: string; readonly bytes: Uint8Array } | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  void reply.header('Cache-Control', 'no-cache');
  if (!issued) {
    await reply.status(204).send();
    return;
  }
  const tag = `"${issued.tag}"`;
  void reply.header('ETag', tag);
  if (request.headers['if-none-match'] === tag) await reply.status(304).send();
  else await reply.type('application/octet-stream').send(Buffer.from(issued.bytes));
}
