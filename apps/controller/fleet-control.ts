// The door to the fleet for tests, for ears and for training, on a socket of this machine only:
// `GET /controllers`, `GET /controllers/<id>/sound` (an mp3), `POST /controllers/<id>/power {"on":false}`, `POST /clock {"offsetMs":0}`,
// `POST /controllers/<id>/faults {"fault":"link-down","on":true}`.
import { lessonOf } from '#devices';
import { POLE_FAULTS } from '#domain';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Fleet } from './fleet';

const faultSchema = z.strictObject({ fault: z.enum(POLE_FAULTS), on: z.boolean() });
const powerSchema = z.strictObject({ on: z.boolean() });
const clockSchema = z.strictObject({ offsetMs: z.int() });

/** Listens on the unix socket until it is closed. */
export async function serveFleetControl(fleet: Fleet, socketPath: string): Promise<Server> {
  await mkdir(dirname(socketPath), { recursive: true });
  await rm(socketPath, { force: true });
  const server = createServer((request, response) => {
    answer(fleet, request, response).catch((error: unknown) => {
      if (!response.headersSent) say(response, error instanceof z.ZodError ? 400 : 500, { error: String(error) });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, () => resolve());
  });
  return server;
}

async function answer(fleet: Fleet, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, subject, controllerId = '', thing] = (request.url ?? '').split('/');
  const what = `${request.method} ${subject} ${thing ?? ''}`.trim();
  if (what === 'GET controllers' && !controllerId) return say(response, 200, fleet.members());
  if (what === 'POST clock') {
    fleet.airLog.clockOffsetMs = clockSchema.parse(await json(request)).offsetMs;
    return say(response, 200, { clockOffsetMs: fleet.airLog.clockOffsetMs });
  }
  if (what === 'POST controllers power') {
    const known = await fleet.power(controllerId, powerSchema.parse(await json(request)).on);
    return known ? sayMember(fleet, controllerId, response) : none(response);
  }
  if (what === 'POST controllers faults') {
    const { fault, on } = faultSchema.parse(await json(request));
    const known = await fleet.setFault(controllerId, lessonOf(fault), on);
    return known ? sayMember(fleet, controllerId, response) : none(response);
  }
  const path = what === 'GET controllers sound' ? fleet.soundOf(controllerId) : undefined;
  if (!path) return none(response);
  response.writeHead(200, { 'content-type': 'audio/mpeg' });
  await pipeline(createReadStream(path), response);
}

function sayMember(fleet: Fleet, controllerId: string, response: ServerResponse): void {
  say(
    response,
    200,
    fleet.members().find((one) => one.controllerId === controllerId),
  );
}

function none(response: ServerResponse): void {
  say(response, 404, { error: 'no such thing' });
}

function say(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
