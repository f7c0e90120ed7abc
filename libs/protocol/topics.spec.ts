// Names of topics are a promise to boxes in the field and to brokers that others run.
import { devicePublications, deviceSubscriptions, deviceTopic, topics } from '.';

const PLACE = { communeId: 'c', zoneId: 'z', controllerId: 'k', deviceId: 'd' };

describe('topics', () => {
  it('are these for ever', () => {
    expect([...deviceSubscriptions(PLACE)]).toEqual([
      ['loa/v1/c/zone/z/programme', 'programme'],
      ['loa/v1/c/controller/k/settings', 'settings'],
      ['loa/v1/c/urgent', 'urgent'],
      ['loa/v1/c/zone/z/urgent', 'urgent'],
      ['loa/v1/c/zone/z/drill', 'drill'],
      ['loa/v1/c/zone/z/self-test', 'self-test'],
      ['loa/v1/c/device/d/receipts/ack', 'receipt-ack'],
      ['loa/v1/c/device/d/clock/reply', 'clock-reply'],
    ]);
    expect([...devicePublications(PLACE)]).toEqual([
      'loa/v1/c/device/d/receipts',
      'loa/v1/c/device/d/presence',
      'loa/v1/c/device/d/status',
      'loa/v1/c/device/d/clock/probe',
    ]);
  });

  it('tell who spoke', () => {
    expect(deviceTopic(topics.receipts('c', 'd'))).toEqual({ communeId: 'c', deviceId: 'd', channel: 'receipts' });
    expect(deviceTopic(topics.clockProbe('c', 'd'))).toEqual({ communeId: 'c', deviceId: 'd', channel: 'clock/probe' });
    expect(deviceTopic(topics.programme('c', 'z'))).toBeUndefined();
    expect(deviceTopic('loa/v2/c/device/d/receipts')).toBeUndefined();
  });
});
