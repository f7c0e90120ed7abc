// The simulated poles of the demo by their own door: a socket of this machine, which only a fleet opens.
import { SimulatedPoles, type SimulatedPole } from '#application';
import { POLE_FAULTS, Problem, type PoleFaultName } from '#domain';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const polesSchema = z.array(
  z.object({ controllerId: z.string(), on: z.boolean(), faults: z.array(z.enum(POLE_FAULTS)) }),
);

/** A box that is cut off or switched on again takes its time. */
const ANSWER_WITHIN_MS = 30_000;

export class FleetDoor extends SimulatedPoles {
  constructor(private readonly socketPath: string) {
    super();
  }

  override async poles(): Promise<readonly SimulatedPole[]> {
    return polesSchema.parse(await this.ask('GET', '/controllers'));
  }

  override async setFault(controllerId: string, fault: PoleFaultName, on: boolean): Promise<void> {
    await this.ask('POST', `/controllers/${encodeURIComponent(controllerId)}/faults`, { fault, on });
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const call = request({ socketPath: this.socketPath, method, path, signal });
    call.end(body && JSON.stringify(body));
    const [response] = (await once(call, 'response').catch(() => {
      throw new Problem('unavailable');
    })) as [IncomingMessage];
    const answer = await json(response);
    if (response.statusCode === 404) throw new Problem('not-found');
    if (response.statusCode !== 200) throw new Error(`fleet: ${response.statusCode} ${JSON.stringify(answer)}`);
    return answer;
  }
}
