// What a link does to messages, in virtual time: whoever listens at both ends sees it.
import type { LinkListener } from '#loudspeaker';
import { topics, type DevicePlace } from '#protocol';
import { FakeDeviceClock, FakeTime } from '../../../test/support/fake-device-clock';
import { FaultyLink } from './faulty-link';
import { LinkManners } from './link-manners';
import { SimulatedNetwork } from './network';
import { SeededChance } from './seeded-chance';
import { SimulatedServerLink } from './simulated-server-link';

const PLACE: DevicePlace = { communeId: 'commune-1', zoneId: 'zone-1', controllerId: 'pole', deviceId: 'box' };

function rig() {
  const time = new FakeTime(0);
  const clock = new FakeDeviceClock(time);
  const network = new SimulatedNetwork(clock);
  const atServer: string[] = [];
  const atBox: string[] = [];
  network.join('server', {
    hears: (topic) => !topic.endsWith('programme'),
    receive: (topic, bytes) => void atServer.push(`${topic.split('/').at(-1)} ${Buffer.from(bytes).toString()}`),
    up: () => undefined,
    down: () => undefined,
  });
  const listener = {
    connected: () => void atBox.push('connected'),
    disconnected: () => void atBox.push('disconnected'),
    programme: (bytes: Uint8Array) => void atBox.push(Buffer.from(bytes).toString()),
  } as unknown as LinkListener;
  const manners = new LinkManners(new SeededChance(1));
  const link = new FaultyLink(() => new SimulatedServerLink(network, PLACE), manners, clock);
  const say = (text: string) =>
    network.publish('server', topics.programme('commune-1', 'zone-1'), Buffer.from(text), true);
  return { time, network, manners, link, listener, say, atServer, atBox };
}

it('goes without a goodbye, and comes back to what was said meanwhile', async () => {
  const { time, manners, link, listener, say, atServer, atBox } = rig();
  await link.open(PLACE, listener);
  await time.pass(100);
  manners.set('down', true);
  await link.mannersChanged();
  await time.pass(100);
  expect(atServer).toEqual(['presence online', 'presence offline']);
  await expect(link.sendReceipts(Buffer.from('R'))).rejects.toThrow();
  await expect(link.fetchProgramme()).rejects.toThrow();
  say('P');
  await time.pass(100);
  expect(atBox).toEqual(['connected', 'disconnected']);
  manners.set('down', false);
  await link.mannersChanged();
  await time.pass(100);
  expect(atBox).toEqual(['connected', 'disconnected', 'connected', 'P']);
});

it('doubles, delays and loses in both directions', async () => {
  const { time, manners, link, listener, say, atServer, atBox } = rig();
  await link.open(PLACE, listener);
  await time.pass(100);
  manners.set('doubling', true);
  say('P1');
  await link.sendReceipts(Buffer.from('R1'));
  await time.pass(100);
  expect(atBox.filter((line) => line === 'P1')).toHaveLength(2);
  expect(atServer.filter((line) => line === 'receipts R1')).toHaveLength(2);
  manners.set('doubling', false);
  manners.set('slow', true);
  say('P2');
  const said = link.sendReceipts(Buffer.from('R2'));
  await time.pass(1_000);
  expect([atBox.includes('P2'), atServer.includes('receipts R2')]).toEqual([false, false]);
  await time.pass(10_000);
  await said;
  expect([atBox.includes('P2'), atServer.includes('receipts R2')]).toEqual([true, true]);
  manners.set('slow', false);
  manners.set('lossy', true);
  for (let index = 0; index < 50; index += 1) say(`lossy ${index}`);
  await time.pass(100);
  const arrived = atBox.filter((line) => line.startsWith('lossy')).length;
  expect(arrived).toBeGreaterThan(0);
  expect(arrived).toBeLessThan(50);
});
