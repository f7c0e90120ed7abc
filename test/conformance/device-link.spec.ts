// What every device link must do, said once and asked of each adapter. "Nothing came" is always shown by something later that did come.
import { readConfig } from '#config';
import { DEVICE_LINKS } from '#devices';
import type { DevicePlace } from '#protocol';
import { Desk, LINK_RIGS, type LinkRig } from '../support/device-link-rig';

const COMMUNE = 'commune-1';
const place = (deviceId: string, zoneId: string, communeId = COMMUNE): DevicePlace => ({
  communeId,
  zoneId,
  controllerId: `controller-of-${deviceId}`,
  deviceId,
});
const bytes = (text: string) => Buffer.from(text);

it.each(Object.keys(DEVICE_LINKS))('the adapter %s can be chosen, and is asked below', (name) => {
  expect(readConfig({ LOA_DEVICE_LINK: name }).deviceLink).toBe(name);
  expect(Object.keys(LINK_RIGS)).toContain(name);
});

describe.each(Object.entries(LINK_RIGS))('a device link (%s)', (_name, rigOf) => {
  let desk: Desk;
  let rig: LinkRig;

  beforeEach(async () => {
    desk = new Desk();
    rig = await rigOf(desk);
  });
  afterEach(() => rig.close());

  it('brings a programme to its zone only', async () => {
    const [near, far] = [await rig.device(place('a', 'zone-1')), await rig.device(place('b', 'zone-2'))];
    await rig.server.publishProgramme(COMMUNE, 'zone-1', bytes('P1'));
    await rig.server.publishProgramme(COMMUNE, 'zone-2', bytes('P2'));
    await rig.until(() => near.ears.has('programme P1') && far.ears.has('programme P2'), 'both programmes');
    expect(near.ears.has('programme P2')).toBe(false);
    expect(far.ears.has('programme P1')).toBe(false);
  });

  it('keeps the newest programme and settings for whoever comes later', async () => {
    await rig.server.publishProgramme(COMMUNE, 'zone-1', bytes('old'));
    await rig.server.publishProgramme(COMMUNE, 'zone-1', bytes('new'));
    await rig.server.publishSettings(COMMUNE, 'controller-of-a', bytes('S'));
    await rig.server.publishSettings(COMMUNE, 'controller-of-b', bytes('not for a'));
    const late = await rig.device(place('a', 'zone-1'));
    await rig.until(() => late.ears.has('programme new') && late.ears.has('settings S'), 'what was retained');
    expect(late.ears.has('programme old')).toBe(false);
    expect(late.ears.has('settings not for a')).toBe(false);
  });

  it('cuts off a device that is expelled; one that may come is back at once', async () => {
    const [moved, other] = [await rig.device(place('a', 'zone-1')), await rig.device(place('b', 'zone-1'))];
    rig.server.expel('a');
    await rig.until(
      () => moved.ears.heard.filter((line) => line === 'connected').length > 1,
      'the device to come back',
    );
    expect(moved.ears.has('disconnected')).toBe(true);
    expect(other.ears.has('disconnected')).toBe(false);
  });

  it('does not let a box back in that was retired', async () => {
    const [retired, other] = [await rig.device(place('a', 'zone-1')), await rig.device(place('b', 'zone-1'))];
    rig.retire('a');
    rig.server.expel('a');
    await rig.until(() => retired.ears.has('disconnected'), 'the device to be cut off');
    await rig.server.publishProgramme(COMMUNE, 'zone-1', bytes('fence'));
    await rig.until(() => other.ears.has('programme fence'), 'the fence');
    const late = await rig.device(place('c', 'zone-1'));
    await rig.until(() => late.ears.has('programme fence'), 'the fence again');
    expect(retired.ears.has('programme fence')).toBe(false);
  });

  it('brings an urgent order to the whole commune, and to no other', async () => {
    const [here, there] = [await rig.device(place('a', 'zone-1')), await rig.device(place('b', 'zone-1', 'commune-2'))];
    await rig.server.publishUrgent(COMMUNE, null, bytes('stop'));
    await rig.server.publishProgramme('commune-2', 'zone-1', bytes('fence'));
    await rig.until(() => here.ears.has('urgent stop') && there.ears.has('programme fence'), 'the order');
    expect(there.ears.has('urgent stop')).toBe(false);
  });

  it('brings an urgent order for one zone there only', async () => {
    const [near, far] = [await rig.device(place('a', 'zone-1')), await rig.device(place('b', 'zone-2'))];
    await rig.server.publishUrgent(COMMUNE, 'zone-1', bytes('stop'));
    await rig.server.publishProgramme(COMMUNE, 'zone-2', bytes('fence'));
    await rig.until(() => near.ears.has('urgent stop') && far.ears.has('programme fence'), 'the order in its zone');
    expect(far.ears.has('urgent stop')).toBe(false);
  });

  it('never keeps an urgent order for later', async () => {
    await rig.server.publishUrgent(COMMUNE, null, bytes('stop'));
    await rig.server.publishProgramme(COMMUNE, 'zone-1', bytes('fence'));
    const late = await rig.device(place('a', 'zone-1'));
    await rig.until(() => late.ears.has('programme fence'), 'the fence');
    expect(late.ears.has('urgent stop')).toBe(false);
  });

  it('brings drills and self-tests to their zone only, and never keeps them for later', async () => {
    const [near, far] = [await rig.device(place('a', 'zone-1')), await rig.device(place('b', 'zone-2'))];
    await rig.server.publishDrill(COMMUNE, 'zone-1', bytes('D'));
    await rig.server.publishSelfTest(COMMUNE, 'zone-1', bytes('T'));
    await rig.until(() => near.ears.has('drill D') && near.ears.has('self-test T'), 'both');
    for (const zoneId of ['zone-1', 'zone-2']) await rig.server.publishProgramme(COMMUNE, zoneId, bytes('fence'));
    const late = await rig.device(place('c', 'zone-1'));
    await rig.until(() => [far, late].every(({ ears }) => ears.has('programme fence')), 'the fence');
    for (const { ears } of [far, late]) expect(ears.has('drill D') || ears.has('self-test T')).toBe(false);
  });

  it('brings receipts up with their sender, and the acknowledgement down to that device only', async () => {
    const [a, b] = [await rig.device(place('a', 'zone-1')), await rig.device(place('b', 'zone-1'))];
    await a.link.sendReceipts(bytes('R'));
    await rig.until(() => desk.has(`receipts ${COMMUNE} a R`), 'the receipts');
    await rig.server.acknowledge(COMMUNE, 'a', bytes('A'));
    await rig.server.acknowledge(COMMUNE, 'b', bytes('B'));
    await rig.until(() => a.ears.has('ack A') && b.ears.has('ack B'), 'both acknowledgements');
    expect(b.ears.has('ack A')).toBe(false);
  });

  it('brings a status up with its sender', async () => {
    const a = await rig.device(place('a', 'zone-1'));
    await a.link.sendStatus(bytes('S'));
    await rig.until(() => desk.has(`status ${COMMUNE} a S`), 'the status');
  });

  it('answers a clock probe to the device that asked', async () => {
    const [a, b] = [await rig.device(place('a', 'zone-1')), await rig.device(place('b', 'zone-1'))];
    await a.link.sendClockProbe(bytes('when'));
    await rig.until(() => a.ears.has('clock a asked when'), 'the answer');
    await b.link.sendClockProbe(bytes('now'));
    await rig.until(() => b.ears.has('clock b asked now'), 'the other answer');
    expect(b.ears.has('clock a asked when')).toBe(false);
  });

  it('tells who is there, and by the last will who is gone', async () => {
    const a = await rig.device(place('a', 'zone-1'));
    await rig.until(() => desk.has(`presence ${COMMUNE} a online`), 'the device to be there');
    await a.drop();
    await rig.until(() => desk.has(`presence ${COMMUNE} a offline`), 'the device to be gone');
  });

  it('tells that a device left in order', async () => {
    const a = await rig.device(place('a', 'zone-1'));
    await a.link.close();
    await rig.until(() => desk.has(`presence ${COMMUNE} a offline`), 'the device to be gone');
  });

  it('moves a device to another zone when its link is opened anew', async () => {
    const a = await rig.device(place('a', 'zone-1'));
    await rig.server.publishProgramme(COMMUNE, 'zone-2', bytes('P2'));
    // The broker looks the place up when the device connects: here both say the same.
    const moved = await rig.device(place('a', 'zone-2'));
    await rig.until(() => moved.ears.has('programme P2'), 'the programme of the new zone');
    expect(a.ears.has('programme P2')).toBe(false);
  });
});
