// A box keeps its settings over a new program of its own, and may get that program before its server does: what the first version sent is still
// taken. What came later is optional on the wire, and the box knows what it means when it is not there.
import { MESSAGES } from '.';

const FIRST = {
  protocol: 1,
  communeId: 'commune-1',
  villageId: 'village-1',
  zoneId: 'zone-1',
  controllerId: 'controller-1',
  deviceId: 'device-1',
  epoch: 1,
  version: 3,
  issuedAt: 1_793_572_200_000,
  timeZone: 'Asia/Ho_Chi_Minh',
  quietHours: [{ from: '21:00', to: '05:00' }],
  extraQuiet: [{ from: 1_793_638_800_000, to: 1_793_725_200_000 }],
  limits: {
    maxRundownMs: 2_700_000,
    maxDayMs: 5_400_000,
    minGapMs: 2_000,
    volumeBands: [{ from: '05:00', to: '06:00', maxPercent: 60 }],
  },
  volumePercent: 80,
  emergencyVolumePercent: 100,
  maxClockUncertaintyMs: 20_000,
};

it('settings without any field that came later are taken', () => {
  expect(MESSAGES.settings.parse(FIRST)).toEqual(FIRST);
});
