// What a box says of itself reaches the server although one message is lost on the way.
import { SURE_CLOCK_MS } from '#domain';
import { generateKeys, openEnvelope, privateKeyOf, publicKeyOf } from '#protocol';
import { FakeDeviceClock, FakeTime } from '../../test/support/fake-device-clock';
import type { ServerLink } from './ports';
import { StatusReports } from './status-reports';

const SECOND = 1_000;
const keys = generateKeys();
const identity = {
  ...{ communeId: 'commune-1', zoneId: 'zone-1', controllerId: 'controller-1', deviceId: 'device-1' },
  key: { keyId: 'device-1', privateKey: privateKeyOf(keys.privateKeyPem) },
  serverKey: { keyId: 'commune-key', publicKey: '' },
};
const nothing = { uncertaintyMs: 1, uptimeMs: 1, bytesWanted: 0, bytesHeld: 0, airingId: null, volumePercent: 80 };

it('a report that could not be sent is sent again within seconds, as things are then', async () => {
  const time = new FakeTime(0);
  const said: number[] = [];
  let soundsHeld = 0;
  let isLinkBroken = false;
  const sendStatus = (envelope: Uint8Array) => {
    if (isLinkBroken) return Promise.reject(new Error('not sent'));
    said.push(openEnvelope('status', envelope, () => publicKeyOf(keys.publicKey)).soundsHeld);
    return Promise.resolve();
  };
  const notes: string[] = [];
  const reports = new StatusReports(new FakeDeviceClock(time), { sendStatus } as ServerLink, identity, {
    facts: () => ({ ...nothing, at: 1, soundsWanted: 3, soundsHeld }),
    share: 0,
    note: (event) => notes.push(event),
  });
  reports.linkUp();
  await time.pass(SECOND);
  isLinkBroken = true;
  soundsHeld = 2;
  reports.changed();
  await time.pass(3 * SECOND);
  soundsHeld = 3;
  isLinkBroken = false;
  await time.pass(3 * SECOND);
  expect(said).toEqual([0, 3]);
  expect(notes).toContain('status.unsent');
});

it('that the clock is sure by now is told at once, and not that it is a little surer', async () => {
  const time = new FakeTime(0);
  const said: number[] = [];
  let uncertaintyMs = SURE_CLOCK_MS + 1;
  const sendStatus = (envelope: Uint8Array) => {
    said.push(openEnvelope('status', envelope, () => publicKeyOf(keys.publicKey)).uncertaintyMs);
    return Promise.resolve();
  };
  const reports = new StatusReports(new FakeDeviceClock(time), { sendStatus } as ServerLink, identity, {
    facts: () => ({ ...nothing, at: 1, soundsWanted: 0, soundsHeld: 0, uncertaintyMs }),
    share: 0,
    note: () => undefined,
  });
  reports.linkUp();
  await time.pass(SECOND);
  for (uncertaintyMs of [5, 4]) {
    reports.clockChanged();
    await time.pass(5 * SECOND);
  }
  expect(said).toEqual([SURE_CLOCK_MS + 1, 5]);
});
