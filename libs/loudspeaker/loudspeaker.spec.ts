// What a loudspeaker promises, said aloud: one device on a bench, with a server, a horn that is listened to, and a plug that can be pulled.
import { SURE_CLOCK_MS } from '#domain';
import { generateKeys, privateKeyOf, sealEnvelope, type DeviceSettings } from '#protocol';
import { DeviceBench, MORNING, SERVER_KEY, ZONE } from '../../test/support/device-bench';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** A sound that nobody can fetch: what needs it waits until its time is over. */
const NOT_THERE = [{ sha256: 'f'.repeat(64), bytes: 1, durationMs: 6 * SECOND }];

describe('a loudspeaker', () => {
  let bench: DeviceBench;
  const at = (durationMs: number) => MORNING + durationMs;
  const passUntil = (instant: number) => bench.time.pass(instant - bench.time.nowMs);
  const words = (airingId: string) => bench.wordsOn(airingId);
  const lastWord = (airingId: string) =>
    bench.receipts.findLast((receipt) => 'airingId' in receipt && receipt.airingId === airingId);
  const refusals = () =>
    bench.receipts.flatMap((receipt) =>
      receipt.kind === 'message-refused' ? [`${receipt.purpose}: ${receipt.reason}`] : [],
    );

  beforeEach(async () => {
    bench = new DeviceBench();
    await bench.start();
  });
  afterEach(() => bench.close());

  describe('in good weather', () => {
    it('sounds on the instant and says: accepted, ready, started, played', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(3 * MINUTE));
      expect(bench.heardOf('a')).toMatchObject([{ startedAt: at(MINUTE), endedAt: at(2 * MINUTE), completed: true }]);
      expect(bench.receipts.map(({ kind }) => kind)).toEqual(['programme-accepted', 'ready', 'started', 'played']);
      expect(bench.receipts.at(-1)).toMatchObject({ startedAt: at(MINUTE), playedMs: MINUTE });
    });

    it('says that something plays when it does, although its start is written down before', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(MINUTE) - 1);
      expect(words('a')).toEqual([]);
      await bench.time.pass(SECOND);
      expect(words('a')).toEqual(['started']);
    });

    it('plays what stands back to back without a gap', async () => {
      await bench.publish([bench.entry('a', at(MINUTE)), bench.entry('b', at(2 * MINUTE))]);
      await passUntil(at(4 * MINUTE));
      expect([...bench.heardOf('a'), ...bench.heardOf('b')]).toMatchObject([
        { startedAt: at(MINUTE), completed: true },
        { startedAt: at(2 * MINUTE), completed: true },
      ]);
    });

    it('goes on by itself when the link is cut, and tells everything when it is back', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await bench.time.pass(10 * SECOND);
      bench.network.cutWire('device-1');
      await passUntil(at(5 * MINUTE));
      expect(bench.heardOf('a')).toHaveLength(1);
      expect(words('a')).toEqual([]);
      bench.network.mendWire('device-1');
      await bench.time.pass(5 * SECOND);
      expect(words('a')).toEqual(['started', 'played']);
    });

    it('tells when a sound in reserve is here, and when it is lost, although nothing of it sounds', async () => {
      const { disk, time } = bench;
      const finish = disk.finishSound.bind(disk);
      jest.spyOn(disk, 'finishSound').mockImplementation(async (sha256) => {
        await new Promise<void>((resolve) => time.at(time.nowMs + 7 * SECOND, resolve));
        return finish(sha256);
      });
      const { sounds } = bench.entry('warning', at(DAY));
      await bench.publish([], { standbySounds: sounds });
      await time.pass(30 * SECOND);
      expect(bench.statuses.at(-1)).toMatchObject({ soundsWanted: 1, soundsHeld: 1 });

      await bench.publish([bench.entry('warning', time.nowMs + MINUTE)], { standbySounds: sounds });
      bench.platters.sounds.clear();
      jest.spyOn(disk, 'finishSound').mockResolvedValue(false);
      await time.pass(3 * MINUTE);
      expect(bench.statuses.at(-1)).toMatchObject({ soundsWanted: 1, soundsHeld: 0 });
    });

    it('tells that its clock is sure as soon as the server told it the time, although nothing else changed', async () => {
      const fresh = new DeviceBench();
      fresh.answersProbes = false;
      await fresh.start();
      expect(fresh.statuses.at(-1)!.uncertaintyMs).toBeGreaterThan(SURE_CLOCK_MS);
      fresh.answersProbes = true;
      await fresh.time.pass(10 * SECOND);
      expect(fresh.statuses.at(-1)!.uncertaintyMs).toBeLessThan(SURE_CLOCK_MS);
      await fresh.close();
    });

    it('sends the same evidence again until the server says it has it', async () => {
      bench.acknowledges = false;
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(3 * MINUTE));
      bench.acknowledges = true;
      await bench.time.pass(MINUTE);
      expect(words('a')).toEqual(['started', 'played']);
      expect(bench.receipts.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    });

    it('plays nothing in which it is not named, although it is in the zone', async () => {
      await bench.publish([bench.entry('a', at(MINUTE), { controllerIds: ['another-pole'] })]);
      await passUntil(at(3 * MINUTE));
      expect(bench.heard).toEqual([]);
      expect(words('a')).toEqual([]);
    });
  });

  describe('believes only', () => {
    const entryAt = () => bench.entry('a', at(MINUTE));

    it('what its commune has signed', async () => {
      const stranger = { keyId: SERVER_KEY.keyId, privateKey: privateKeyOf(generateKeys().privateKeyPem) };
      await bench.send(sealEnvelope('programme', bench.programme([entryAt()]), stranger));
      await passUntil(at(3 * MINUTE));
      expect(bench.heard).toEqual([]);
      expect(refusals()).toEqual(['programme: bad-signature']);
    });

    it.each([
      [{ communeId: 'commune-2' }, 'wrong-commune'],
      [{ zoneId: 'zone-2' }, 'wrong-zone'],
    ])('what is meant for it: not %j', async (elsewhere, reason) => {
      await bench.publish([entryAt()], elsewhere);
      await passUntil(at(3 * MINUTE));
      expect(bench.heard).toEqual([]);
      expect(refusals()).toEqual([`programme: ${reason}`]);
    });

    it('a programme newer than the one it knows; the same one again is no news', async () => {
      const old = bench.programme([entryAt()]);
      await bench.publish([]);
      await bench.send(sealEnvelope('programme', old, SERVER_KEY));
      await passUntil(at(3 * MINUTE));
      expect(bench.heard).toEqual([]);
      expect(refusals()).toEqual(['programme: older-than-known']);
      expect(bench.receipts.filter(({ kind }) => kind === 'programme-accepted')).toHaveLength(1);
    });

    it('a lower version of a higher epoch, after the server was restored', async () => {
      await bench.publish([]);
      await bench.publish([entryAt()], { epoch: 2, version: 1 });
      await passUntil(at(3 * MINUTE));
      expect(words('a')).toEqual(['started', 'played']);
    });

    it('nothing that a higher epoch does not name: it falls silent, and says what it took off the air', async () => {
      const later = bench.entry('b', at(60 * MINUTE));
      await bench.publish([entryAt(), later, { ...later, airingId: 'c', controllerIds: ['controller-2'] }]);
      await passUntil(at(90_000));
      await bench.publish([], { epoch: 2, version: 1 });
      await passUntil(at(3 * MINUTE));
      expect(words('a')).toEqual(['started', 'interrupted: cancelled']);
      expect(bench.heard).toMatchObject([{ completed: false }]);
      expect(bench.receipts.filter(({ kind }) => kind === 'programme-accepted').at(-1)).toMatchObject({
        epoch: 2,
        takenOff: [
          { airingId: 'a', title: 'a', sounded: true },
          { airingId: 'b', title: 'b', startsAt: later.startsAt, sounded: false },
        ],
      });
    });

    it('its memory, also over a power cut: an old programme stays refused', async () => {
      const old = bench.programme([entryAt()]);
      await bench.publish([]);
      await bench.cutPower();
      await bench.send(sealEnvelope('programme', old, SERVER_KEY));
      await bench.switchOn();
      await passUntil(at(3 * MINUTE));
      expect(bench.heard).toEqual([]);
    });

    it('a programme until its lease ends', async () => {
      await bench.publish([entryAt()], { leaseUntil: at(30 * SECOND) });
      await passUntil(at(3 * MINUTE));
      expect(words('a')).toEqual(['missed: lease-ended']);
      expect(bench.heard).toEqual([]);
    });
  });

  describe('at most once', () => {
    it('is silent for ever about what it had begun when the power was cut', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(MINUTE + 25 * SECOND));
      await bench.cutPower();
      await bench.time.pass(5 * SECOND);
      await bench.switchOn();
      await bench.time.pass(2 * MINUTE);
      expect(bench.heardOf('a')).toHaveLength(1);
      expect(words('a')).toEqual(['started', 'interrupted: device-restarted']);
      // Marked after one second and then every ten: what it says is never more than what was heard.
      expect(lastWord('a')).toMatchObject({ startedAt: at(MINUTE), playedMs: 21 * SECOND });
    });

    it('says interrupted when the power was cut between the journal and the sound', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(MINUTE - 200));
      await bench.cutPower();
      await bench.switchOn();
      await bench.time.pass(2 * MINUTE);
      expect(bench.heard).toEqual([]);
      expect(words('a')).toEqual(['started', 'interrupted: device-restarted']);
      expect(lastWord('a')).toMatchObject({ startedAt: null, playedMs: 0 });
    });

    it('an entry that moves keeps its name and sounds once', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(3 * MINUTE));
      await bench.publish([bench.entry('a', at(5 * MINUTE))]);
      await passUntil(at(8 * MINUTE));
      expect(bench.heardOf('a')).toHaveLength(1);
    });

    it('an entry that moves after its start was written down sounds at its new instant', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(MINUTE - 500));
      await bench.publish([bench.entry('a', at(2 * MINUTE))]);
      await passUntil(at(5 * MINUTE));
      expect(bench.heardOf('a')).toMatchObject([{ startedAt: at(2 * MINUTE) }]);
      expect(words('a')).toEqual(['started', 'played']);
    });

    it('a box that lost its journal begins a new epoch and starts nothing that was due before', async () => {
      await bench.publish([bench.entry('a', at(MINUTE)), bench.entry('b', at(4 * MINUTE))]);
      await passUntil(at(MINUTE + 10 * SECOND));
      await bench.cutPower();
      bench.platters.files.delete('journal');
      await bench.switchOn();
      await passUntil(at(6 * MINUTE));
      expect(bench.heardOf('a')).toHaveLength(1);
      expect(bench.heardOf('b')).toHaveLength(1);
      expect(bench.deviceEpochs).toHaveLength(2);
      expect(words('a')).toEqual(['started']);
    });

    it('a damaged journal is a lost one', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(MINUTE + 10 * SECOND));
      await bench.cutPower();
      const journal = bench.platters.files.get('journal')!;
      journal[journal.length - 20]! ^= 1;
      await bench.switchOn();
      await passUntil(at(4 * MINUTE));
      expect(bench.heardOf('a')).toHaveLength(1);
      expect(bench.deviceEpochs).toHaveLength(2);
    });

    it('starts nothing when its disk can no longer write it down', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await bench.time.pass(10 * SECOND);
      bench.disk.break();
      await passUntil(at(4 * MINUTE));
      expect(bench.heard).toEqual([]);
      expect(bench.failures).toHaveLength(1);
    });
  });

  describe('does not sound and says why', () => {
    it('its sound never came', async () => {
      const entry = bench.entry('a', at(MINUTE));
      await bench.publish([{ ...entry, sounds: [{ ...entry.sounds[0]!, sha256: '0'.repeat(64) }] }]);
      await passUntil(at(4 * MINUTE));
      expect(words('a')).toEqual(['missed: sound-not-ready']);
    });

    it('its sound came late, but within the limit: it sounds late, from the beginning', async () => {
      const entry = bench.entry('a', at(MINUTE));
      const late = Buffer.from('late sound');
      const sha256 = '0dbe71dff69af9ef45a17c5b91c2a0f9b9b4c9f4ec8a4be7e4e43fd2d8a1d0a0';
      await bench.publish([{ ...entry, sounds: [{ sha256, bytes: late.length, durationMs: MINUTE }] }]);
      await passUntil(at(MINUTE + 30 * SECOND));
      expect(bench.heard).toEqual([]);
      await bench.publish([entry]);
      await passUntil(at(4 * MINUTE));
      expect(bench.heardOf('a')).toMatchObject([{ completed: true }]);
      expect(words('a')).toEqual(['started', 'played']);
    });

    it('the box was off the whole time', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await bench.cutPower();
      await passUntil(at(5 * MINUTE));
      await bench.switchOn();
      await bench.time.pass(10 * SECOND);
      expect(words('a')).toEqual(['missed: device-off']);
    });

    it('the box came back within the limit: it sounds late', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await bench.time.pass(5 * SECOND);
      await bench.cutPower();
      await passUntil(at(MINUTE + 20 * SECOND));
      await bench.switchOn();
      await passUntil(at(4 * MINUTE));
      expect(words('a')).toEqual(['started', 'played']);
      expect(bench.heardOf('a')[0]!.startedAt).toBeLessThanOrEqual(at(2 * MINUTE));
    });

    it('quiet hours hold in the box, whatever a programme says; only an emergency passes', async () => {
      bench = new DeviceBench({ startsAt: at(16 * HOUR) }); // 21:30
      await bench.start();
      const night = at(16 * HOUR + MINUTE);
      await bench.publish([
        bench.entry('normal', night),
        bench.entry('priority', night + 2 * MINUTE, { messageClass: 'priority' }),
        bench.entry('emergency', night + 4 * MINUTE, { messageClass: 'emergency' }),
      ]);
      await passUntil(night + 10 * MINUTE);
      expect(words('normal')).toEqual(['refused: quiet-hours']);
      expect(words('priority')).toEqual(['refused: quiet-hours']);
      expect(words('emergency')).toEqual(['started', 'played']);
      expect(bench.heard).toHaveLength(1);
    });

    it('what would run into the quiet hours is not begun', async () => {
      bench = new DeviceBench({ startsAt: at(15.4 * HOUR) });
      await bench.start();
      await bench.publish([bench.entry('a', at(15.5 * HOUR) - 30 * SECOND)]);
      await passUntil(at(15.5 * HOUR + 5 * MINUTE));
      expect(words('a')).toEqual(['refused: quiet-hours']);
    });

    it('the horn fails', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      bench.horn.broken = true;
      await passUntil(at(3 * MINUTE));
      expect(words('a')).toEqual(['started', 'interrupted: horn-failed']);
    });

    it('an emergency takes the horn; the other is cut short and not begun again', async () => {
      await bench.publish([
        bench.entry('a', at(MINUTE)),
        bench.entry('flood', at(MINUTE + 20 * SECOND), { messageClass: 'emergency' }),
      ]);
      await passUntil(at(5 * MINUTE));
      expect(words('a')).toEqual(['started', 'interrupted: pre-empted']);
      expect(words('flood')).toEqual(['started', 'played']);
      expect(bench.heardOf('a')[0]).toMatchObject({ endedAt: at(MINUTE + 20 * SECOND) });
    });

    it('another of the same weight waits for the horn, as long as its limit allows', async () => {
      await bench.publish([
        bench.entry('a', at(MINUTE), { durationMs: 3 * MINUTE }),
        bench.entry('b', at(MINUTE + 30 * SECOND)),
        bench.entry('c', at(3 * MINUTE + 30 * SECOND)),
      ]);
      await passUntil(at(8 * MINUTE));
      expect(words('b')).toEqual(['missed: horn-busy']);
      expect(words('c')).toEqual(['started', 'played']);
      expect(bench.heardOf('c')[0]).toMatchObject({ startedAt: at(4 * MINUTE) });
    });

    it('a message is refused once a minute, not once a copy', async () => {
      for (let copy = 0; copy < 50; copy += 1) await bench.send(Buffer.from('noise'));
      await bench.time.pass(30 * SECOND);
      expect(refusals()).toEqual(['programme: malformed']);
    });
  });

  describe('holds the limits of its settings by itself', () => {
    const inRundown = (rundownId: string, rest = {}) => ({ rundownId, ...rest });

    async function startWith(settings: Parameters<DeviceBench['start']>[0], startsAt = MORNING): Promise<void> {
      bench = new DeviceBench({ startsAt });
      await bench.start(settings);
    }

    const limits = (change: Partial<DeviceSettings['limits']>) => ({
      limits: { maxRundownMs: HOUR, maxDayMs: HOUR, minGapMs: 0, volumeBands: [], ...change },
    });

    it('stays silent at 03:00 although the programme is validly signed, and says so', async () => {
      const three = at(-150 * MINUTE);
      await startWith({}, three - 10 * MINUTE);
      await bench.publish([
        bench.entry('a', three),
        bench.entry('b', three + 5 * MINUTE, { messageClass: 'priority' }),
      ]);
      await passUntil(three + 10 * MINUTE);
      expect(bench.heard).toEqual([]);
      expect([words('a'), words('b')]).toEqual([['refused: quiet-hours'], ['refused: quiet-hours']]);
    });

    it('is silent on a day without sound, except for an emergency', async () => {
      await startWith({ extraQuiet: [{ from: at(-HOUR), to: at(2 * MINUTE) }] });
      await bench.publish([
        bench.entry('a', at(MINUTE)),
        bench.entry('flood', at(90 * SECOND), { messageClass: 'emergency', durationMs: 10 * SECOND }),
        bench.entry('b', at(2 * MINUTE)),
      ]);
      await passUntil(at(5 * MINUTE));
      expect(words('a')).toEqual(['refused: quiet-hours']);
      expect(words('flood')).toEqual(['started', 'played']);
      expect(words('b')).toEqual(['started', 'played']);
    });

    it('refuses what would make a rundown too long; opening, closing and emergencies do not count', async () => {
      await startWith(limits({ maxRundownMs: 2 * MINUTE }));
      await bench.publish([
        bench.entry('opening', at(MINUTE), { kind: 'opening' }),
        bench.entry('a', at(2 * MINUTE)),
        bench.entry('flood', at(3 * MINUTE), { messageClass: 'emergency' }),
        bench.entry('b', at(4 * MINUTE)),
        bench.entry('c', at(5 * MINUTE)),
        bench.entry('closing', at(6 * MINUTE), { kind: 'closing' }),
        bench.entry('d', at(7 * MINUTE), inRundown('rundown-2')),
      ]);
      await passUntil(at(9 * MINUTE));
      expect(words('c')).toEqual(['refused: rundown-cap']);
      for (const airingId of ['opening', 'a', 'flood', 'b', 'closing', 'd']) {
        expect([airingId, ...words(airingId)]).toEqual([airingId, 'started', 'played']);
      }
    });

    it('counts the day over all rundowns, also over a power cut, and begins anew at midnight', async () => {
      await startWith(limits({ maxDayMs: 150 * SECOND }));
      const tomorrow = at(24 * HOUR);
      await bench.publish([
        bench.entry('a', at(MINUTE)),
        bench.entry('b', at(5 * MINUTE), inRundown('rundown-2')),
        bench.entry('c', at(10 * MINUTE), inRundown('rundown-3')),
        bench.entry('tomorrow', tomorrow, inRundown('rundown-4')),
      ]);
      await passUntil(at(8 * MINUTE));
      await bench.cutPower();
      await bench.switchOn();
      await passUntil(tomorrow + 2 * MINUTE);
      expect(words('b')).toEqual(['started', 'played']);
      expect(words('c')).toEqual(['refused: day-cap']);
      expect(words('tomorrow')).toEqual(['started', 'played']);
    });

    it('counts of what was cut short only what was heard', async () => {
      await startWith(limits({ maxRundownMs: 90 * SECOND }));
      await bench.publish([bench.entry('a', at(MINUTE)), bench.entry('b', at(3 * MINUTE))]);
      await passUntil(at(MINUTE + 20 * SECOND));
      await bench.publish([bench.entry('b', at(3 * MINUTE))], { cancelledAiringIds: ['a'] });
      await passUntil(at(5 * MINUTE));
      expect(words('a')).toEqual(['started', 'interrupted: cancelled']);
      expect(words('b')).toEqual(['started', 'played']);
    });

    it('counts in full what is about to sound: two at once are one too many', async () => {
      await startWith(limits({ maxRundownMs: 15 * SECOND }));
      await bench.publish([
        bench.entry('a', at(MINUTE), { durationMs: 10 * SECOND }),
        bench.entry('b', at(MINUTE), { durationMs: 10 * SECOND }),
      ]);
      await passUntil(at(3 * MINUTE));
      expect([...words('a'), ...words('b')].sort()).toEqual(['played', 'refused: rundown-cap', 'started']);
    });

    it('holds a cap that was lowered after the programme was made', async () => {
      await bench.publish([bench.entry('a', at(MINUTE)), bench.entry('b', at(3 * MINUTE))]);
      await passUntil(at(2 * MINUTE + 30 * SECOND));
      await bench.publishSettings({ version: 2, ...limits({ maxRundownMs: MINUTE }) });
      await passUntil(at(5 * MINUTE));
      expect([words('a'), words('b')]).toEqual([['started', 'played'], ['refused: rundown-cap']]);
    });

    it('waits for the least silence inside the late limit, and misses what it reaches beyond', async () => {
      await startWith(limits({ minGapMs: 5 * SECOND }));
      await bench.publish([
        bench.entry('a', at(MINUTE)),
        bench.entry('b', at(2 * MINUTE), { lateLimitMs: 10 * SECOND }),
        bench.entry('c', at(3 * MINUTE + 5 * SECOND), { lateLimitMs: SECOND }),
      ]);
      await passUntil(at(5 * MINUTE));
      expect(bench.heardOf('b')).toMatchObject([{ startedAt: at(2 * MINUTE + 5 * SECOND) }]);
      expect(words('c')).toEqual(['missed: least-silence']);
    });

    it('is not delayed by a sound that ended a moment late, nor an emergency by the silence', async () => {
      await startWith(limits({ minGapMs: 5 * SECOND }));
      await bench.publish([
        bench.entry('a', at(MINUTE)),
        bench.entry('b', at(2 * MINUTE + 5 * SECOND - 250)),
        bench.entry('flood', at(3 * MINUTE + 6 * SECOND), { messageClass: 'emergency' }),
      ]);
      await passUntil(at(5 * MINUTE));
      expect(bench.heardOf('b')).toMatchObject([{ startedAt: at(2 * MINUTE + 5 * SECOND - 250) }]);
      expect(bench.heardOf('flood')).toMatchObject([{ startedAt: at(3 * MINUTE + 6 * SECOND) }]);
    });

    it('keeps the least silence also after a power cut', async () => {
      await startWith(limits({ minGapMs: 2 * MINUTE }));
      await bench.publish([
        bench.entry('a', at(MINUTE)),
        bench.entry('b', at(3 * MINUTE), { lateLimitMs: 30 * SECOND }),
      ]);
      await passUntil(at(2 * MINUTE + 10 * SECOND));
      await bench.cutPower();
      await bench.switchOn();
      await passUntil(at(6 * MINUTE));
      expect(words('b')).toEqual(['missed: least-silence']);
    });

    it('is as loud as the pole, the quieter band of the hour, or as an emergency has to be', async () => {
      await startWith({
        ...limits({ volumeBands: [{ from: '05:00', to: '05:33', maxPercent: 40 }] }),
        volumePercent: 70,
        emergencyVolumePercent: 95,
      });
      await bench.publish([
        bench.entry('early', at(MINUTE)),
        bench.entry('later', at(3 * MINUTE)),
        bench.entry('flood', at(5 * MINUTE), { messageClass: 'emergency' }),
      ]);
      await passUntil(at(8 * MINUTE));
      const loudness = ['early', 'later', 'flood'].map((id) => bench.heardOf(id)[0]!.volumePercent);
      expect(loudness).toEqual([40, 70, 95]);
    });

    it('plays nothing before it knows them', async () => {
      bench = new DeviceBench();
      await bench.start({ deviceId: 'another-box' });
      await bench.publish([
        bench.entry('a', at(MINUTE)),
        bench.entry('flood', at(MINUTE), { messageClass: 'emergency' }),
      ]);
      await passUntil(at(5 * MINUTE));
      expect(bench.heard).toEqual([]);
      expect([words('a'), words('flood')]).toEqual([['missed: no-settings'], ['missed: no-settings']]);
    });
  });

  describe('stops', () => {
    const stop = (from: number, until: number, sparesEmergency = false) =>
      ({ kind: 'stop', stop: { stopId: 'stop-1', from, until, sparesEmergency } }) as const;

    it('at once when ordered, and says what became of the sound', async () => {
      await bench.publish([bench.entry('a', at(MINUTE)), bench.entry('b', at(2 * MINUTE + 10 * SECOND))]);
      await passUntil(at(MINUTE + 20 * SECOND));
      const order = await bench.order(stop(bench.serverNow(), at(HOUR)));
      expect(bench.heardOf('a')[0]!.endedAt).toBeLessThan(at(MINUTE + 20 * SECOND + 10));
      await passUntil(at(5 * MINUTE));
      expect(words('a')).toEqual(['started', 'interrupted: stopped']);
      expect(words('b')).toEqual(['refused: stopped']);
      expect(bench.receipts).toContainEqual(
        expect.objectContaining({ kind: 'order-obeyed', orderId: order.orderId, silenced: true }),
      );
    });

    it('says nothing about what the server itself cancelled in time', async () => {
      const [a, b] = [bench.entry('a', at(MINUTE)), bench.entry('b', at(3 * MINUTE))];
      await bench.publish([a, b]);
      await bench.publish([a], { cancelledAiringIds: ['b'] });
      await passUntil(at(6 * MINUTE));
      expect(words('b')).toEqual([]);
      expect(bench.heard).toHaveLength(1);
    });

    /** `b` is due at 1:50 and waits for `a`, which sounds until 2:00; at 1:40 the link is cut, at 1:56 the server cancels `b`. */
    async function cancelledWhileCutOff(own: Parameters<typeof bench.entry>[2] = {}): Promise<void> {
      const a = bench.entry('a', at(MINUTE));
      const b = bench.entry('b', at(110 * SECOND), { durationMs: 6 * SECOND, ...own });
      await bench.publish([a, b]);
      await passUntil(at(100 * SECOND));
      bench.network.cutWire('device-1');
      await passUntil(at(116 * SECOND));
      await bench.publish([a], { cancelledAiringIds: ['b'] });
    }

    it('refuses in so many words what was cancelled while it was cut off, if it is back before it could begin', async () => {
      await cancelledWhileCutOff({ sounds: NOT_THERE });
      await passUntil(at(118 * SECOND));
      bench.network.mendWire('device-1');
      await passUntil(at(4 * MINUTE));
      expect(bench.heardOf('b')).toEqual([]);
      expect(words('b')).toEqual(['refused: cancelled']);
    });

    it('lets go of what it had written down as begun, without a sound', async () => {
      await cancelledWhileCutOff();
      await passUntil(at(118 * SECOND));
      bench.network.mendWire('device-1');
      await passUntil(at(4 * MINUTE));
      expect(bench.heardOf('b')).toEqual([]);
      expect(words('b')).toEqual(['started', 'interrupted: cancelled']);
      expect(lastWord('b')).toMatchObject({ startedAt: null, playedMs: 0 });
    });

    it('falls silent in the middle of what it began meanwhile, and says for how long it sounded', async () => {
      await cancelledWhileCutOff();
      await passUntil(at(123 * SECOND));
      bench.network.mendWire('device-1');
      await passUntil(at(3 * MINUTE));
      expect(words('b')).toEqual(['started', 'interrupted: cancelled']);
      const cut = bench.receipts.find((receipt) => receipt.kind === 'interrupted')!;
      expect(cut).toMatchObject({ startedAt: at(2 * MINUTE), reason: 'cancelled' });
      expect(cut.kind === 'interrupted' && cut.playedMs).toBeGreaterThanOrEqual(3 * SECOND);
      expect(cut.kind === 'interrupted' && cut.playedMs).toBeLessThan(4 * SECOND);
    });

    it('tells of all of it when it was cut off for longer than it sounded', async () => {
      await cancelledWhileCutOff();
      await passUntil(at(130 * SECOND));
      expect(words('b')).toEqual([]);
      bench.network.mendWire('device-1');
      await passUntil(at(3 * MINUTE));
      expect(words('b')).toEqual(['started', 'played']);
      expect(bench.heardOf('b')).toMatchObject([{ startedAt: at(2 * MINUTE), completed: true }]);
    });

    it('refuses what an order silences as it waits to begin', async () => {
      await bench.publish([bench.entry('a', at(MINUTE)), bench.entry('b', at(110 * SECOND), { sounds: NOT_THERE })]);
      await passUntil(at(115 * SECOND));
      await bench.order({ kind: 'silence', airingIds: ['b'] });
      await passUntil(at(3 * MINUTE));
      expect(words('b')).toEqual(['refused: cancelled']);
    });

    it('falls silent when a new programme cancels what is sounding', async () => {
      const a = bench.entry('a', at(MINUTE));
      await bench.publish([a]);
      await passUntil(at(MINUTE + 20 * SECOND));
      await bench.publish([], { cancelledAiringIds: ['a'] });
      await bench.time.pass(2 * SECOND);
      expect(words('a')).toEqual(['started', 'interrupted: cancelled']);
      expect(bench.heardOf('a')[0]!.completed).toBe(false);
    });

    it('says interrupted, with no second played, when the stop came between journal and sound', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(MINUTE - 500));
      await bench.order(stop(bench.serverNow(), at(HOUR)));
      await passUntil(at(2 * MINUTE));
      expect(bench.heard).toEqual([]);
      expect(words('a')).toEqual(['started', 'interrupted: stopped']);
    });

    it('obeys an order once: its copies, also over a power cut, do nothing', async () => {
      await bench.publish([]);
      const order = await bench.order(stop(at(0), at(HOUR)));
      await bench.shout(order);
      await bench.cutPower();
      await bench.switchOn();
      await bench.time.pass(5 * SECOND);
      await bench.shout(order);
      await bench.time.pass(5 * SECOND);
      expect(bench.receipts.filter(({ kind }) => kind === 'order-obeyed')).toHaveLength(1);
    });

    it('keeps a stop over a power cut', async () => {
      await bench.publish([bench.entry('a', at(2 * MINUTE))]);
      await bench.order(stop(at(0), at(HOUR)));
      await bench.cutPower();
      await bench.switchOn();
      await passUntil(at(4 * MINUTE));
      expect(words('a')).toEqual(['refused: stopped']);
    });

    it('refuses an order that has expired', async () => {
      await bench.order(stop(at(0), at(HOUR)), { expiresAt: bench.serverNow() - SECOND });
      await bench.time.pass(2 * SECOND);
      expect(refusals()).toEqual(['urgent: expired']);
    });

    it('does nothing on an order for other zones that the commune was told, and says nothing of it', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await bench.order(stop(at(0), at(HOUR)), { zoneIds: ['zone-2', 'zone-3'] });
      await passUntil(at(3 * MINUTE));
      expect(words('a')).toEqual(['started', 'played']);
      expect(bench.receipts.map(({ kind }) => kind)).toEqual(['programme-accepted', 'ready', 'started', 'played']);
    });

    it('obeys an order that names its zone among others', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await bench.order(stop(at(0), at(HOUR)), { zoneIds: ['zone-2', ZONE] });
      await passUntil(at(3 * MINUTE));
      expect(words('a')).toEqual(['refused: stopped']);
    });

    it('sounds again when the stop is lifted, by order or by a later programme', async () => {
      const [a, b] = [bench.entry('a', at(2 * MINUTE)), bench.entry('b', at(4 * MINUTE))];
      await bench.publish([a, b]);
      await bench.order(stop(at(0), at(HOUR)));
      await bench.order({ kind: 'lift', stopId: 'stop-1' });
      await passUntil(at(3 * MINUTE + 10 * SECOND));
      expect(words('a')).toEqual(['started', 'played']);
      await bench.order({ ...stop(at(0), at(HOUR)), stop: { ...stop(at(0), at(HOUR)).stop, stopId: 'stop-2' } });
      await bench.time.pass(15 * SECOND);
      await bench.publish([a, b]);
      await passUntil(at(6 * MINUTE));
      expect(words('b')).toEqual(['started', 'played']);
    });

    it('leaves an emergency alone while the village is muted', async () => {
      await bench.publish([
        bench.entry('a', at(MINUTE)),
        bench.entry('flood', at(MINUTE + 20 * SECOND), { messageClass: 'emergency' }),
      ]);
      await passUntil(at(MINUTE + 10 * SECOND));
      await bench.order(stop(bench.serverNow(), at(11 * MINUTE), true));
      await passUntil(at(4 * MINUTE));
      expect(words('a')).toEqual(['started', 'interrupted: stopped']);
      expect(words('flood')).toEqual(['started', 'played']);
    });

    it('silences exactly the airings that an order names, those that sound and those to come', async () => {
      await bench.publish([
        bench.entry('wrong', at(MINUTE)),
        bench.entry('wrong again', at(3 * MINUTE)),
        bench.entry('right', at(5 * MINUTE)),
      ]);
      await passUntil(at(MINUTE + 20 * SECOND));
      await bench.order({ kind: 'silence', airingIds: ['wrong', 'wrong again'] });
      expect(bench.heardOf('wrong')[0]!.endedAt).toBeLessThan(at(MINUTE + 20 * SECOND + 10));
      await bench.cutPower();
      await bench.switchOn();
      await passUntil(at(8 * MINUTE));
      expect(words('wrong')).toEqual(['started', 'interrupted: cancelled']);
      expect(words('wrong again')).toEqual([]);
      expect(words('right')).toEqual(['started', 'played']);
    });

    it('leaves what sounds alone when the order names another', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(MINUTE + 20 * SECOND));
      const order = await bench.order({ kind: 'silence', airingIds: ['b'] });
      await passUntil(at(3 * MINUTE));
      expect(words('a')).toEqual(['started', 'played']);
      expect(bench.receipts).toContainEqual(
        expect.objectContaining({ kind: 'order-obeyed', orderId: order.orderId, silenced: false }),
      );
    });

    it('holds a stop that only the programme tells of', async () => {
      const stops = [stop(at(0), at(HOUR)).stop];
      await bench.publish([bench.entry('a', at(MINUTE))], { stops });
      await passUntil(at(3 * MINUTE));
      expect(words('a')).toEqual(['refused: stopped']);
    });
  });

  describe('by its clock', () => {
    it('starts by the server time, however wrong its battery clock is', async () => {
      bench = new DeviceBench({ wallErrorMs: -400 * DAY });
      await bench.start();
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await passUntil(at(3 * MINUTE));
      expect(bench.heardOf('a')).toMatchObject([{ startedAt: at(MINUTE) }]);
    });

    it('follows the demo clock when it jumps ahead, once several answers agree', async () => {
      await bench.publish([bench.entry('a', at(HOUR + 2 * MINUTE))]);
      await bench.time.pass(10 * SECOND);
      bench.serverAheadMs = HOUR;
      await passUntil(at(4 * MINUTE));
      expect(bench.heardOf('a')).toHaveLength(1);
      expect(Math.abs(bench.heardOf('a')[0]!.startedAt - at(2 * MINUTE))).toBeLessThan(5);
    });

    it('says that its clock was moved, and not that it was off, of what a jump of the time took away', async () => {
      await bench.publish([bench.entry('a', at(HOUR)), bench.entry('b', at(2 * HOUR + 2 * MINUTE))]);
      await bench.time.pass(10 * SECOND);
      bench.serverAheadMs = 2 * HOUR;
      await passUntil(at(4 * MINUTE));
      expect(words('a')).toEqual(['missed: clock-moved']);
      expect(words('b')[0]).toBe('started');
    });

    it('notices by a programme from the future that its time is wrong, without waiting for the next question', async () => {
      bench.serverAheadMs = HOUR;
      await bench.publish([bench.entry('a', bench.serverNow() + 10 * SECOND)]);
      await bench.time.pass(12 * SECOND);
      expect(bench.heardOf('a')).toHaveLength(1);
    });

    it('after a power cut without a server, plays routine items by its battery clock, and says how sure it is', async () => {
      await bench.publish([
        bench.entry('a', at(DAY)),
        bench.entry('storm', at(DAY + 5 * MINUTE), { messageClass: 'emergency' }),
      ]);
      await bench.time.pass(10 * SECOND);
      bench.network.cutWire('device-1');
      await bench.cutPower();
      await passUntil(at(DAY - MINUTE));
      await bench.switchOn();
      await passUntil(at(DAY + 10 * MINUTE));
      expect(bench.heardOf('a')).toHaveLength(1);
      bench.network.mendWire('device-1');
      await bench.time.pass(MINUTE);
      expect(words('a')).toEqual(['started', 'played']);
      expect(words('storm')).toEqual(['missed: clock-unattested']);
      const started = bench.receipts.find(({ kind }) => kind === 'started')!;
      expect(started.uncertaintyMs).toBeGreaterThan(2 * SECOND);
      expect(started.uncertaintyMs).toBeLessThan(3 * SECOND);
    });

    it.each([
      ['ahead', 15 * MINUTE],
      ['right', 0],
    ])('says of what began by its battery clock that it was %s, once the server answers', async (_, aheadMs) => {
      await bench.publish([bench.entry('a', at(DAY)), bench.entry('b', at(DAY + 2 * HOUR))]);
      await bench.time.pass(10 * SECOND);
      bench.network.cutWire('device-1');
      await bench.cutPower();
      await passUntil(at(DAY - 20 * MINUTE));
      bench.wallErrorMs = aheadMs;
      await bench.switchOn();
      await passUntil(at(DAY + 10 * MINUTE));
      expect(bench.heardOf('a')).toHaveLength(1);
      bench.network.mendWire('device-1');
      await passUntil(at(DAY + 3 * HOUR));
      const wrong = bench.receipts.flatMap((each) => (each.kind === 'clock-was-wrong' ? [each] : []));
      expect(wrong.map(({ airingId }) => airingId)).toEqual(aheadMs > 0 ? ['a'] : []);
      for (const each of wrong) expect(Math.abs(each.aheadMs - aheadMs)).toBeLessThan(10 * SECOND);
    });

    it('with a battery clock that lost its power it plays nothing until the server answers', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      await bench.time.pass(10 * SECOND);
      bench.network.cutWire('device-1');
      await bench.cutPower();
      bench.platters.files.delete('time');
      await bench.switchOn();
      await passUntil(at(5 * MINUTE));
      expect(bench.heard).toEqual([]);
      bench.network.mendWire('device-1');
      await bench.time.pass(5 * SECOND);
      expect(words('a')).toEqual(['missed: clock-unattested']);
    });
  });

  it('moves to another zone when its settings say so, and forgets the programme of the old one', async () => {
    await bench.publish([bench.entry('a', at(MINUTE))]);
    await bench.publishSettings({ version: 2, zoneId: 'zone-2' });
    await bench.time.pass(5 * SECOND);
    await passUntil(at(3 * MINUTE));
    expect(bench.heard).toEqual([]);
  });

  it('forgets a journal of which the server has more, and begins nothing of what was due before it began another', async () => {
    await bench.publish([
      bench.entry('a', at(MINUTE)),
      bench.entry('b', at(4 * MINUTE)),
      bench.entry('c', at(6 * MINUTE)),
    ]);
    const older = Buffer.from(bench.platters.files.get('journal')!);
    await passUntil(at(3 * MINUTE));
    expect(words('a')).toEqual(['started', 'played']);

    await bench.cutPower();
    bench.platters.files.set('journal', older);
    await bench.switchOn();
    await passUntil(at(5 * MINUTE));
    expect(bench.failures.map(String)).toEqual([expect.stringContaining('OlderJournal')]);
    expect(bench.notes.filter((note) => note.startsWith('journal.older'))).toHaveLength(1);
    // What keeps the box alive starts it again.
    bench.device = undefined;
    await bench.switchOn();
    await passUntil(at(8 * MINUTE));
    expect(new Set(bench.deviceEpochs).size).toBe(2);
    expect(bench.heard.map(({ playbackId }) => playbackId)).toHaveLength(
      new Set(bench.heard.map(({ playbackId }) => playbackId)).size,
    );
    expect(words('c')).toEqual(['started', 'played']);
  });

  describe('with a horn that hangs', () => {
    it('waits ten seconds beyond the length of the sound, says that the horn failed, and sounds what comes next', async () => {
      await bench.publish([
        bench.entry('a', at(MINUTE)),
        bench.entry('b', at(2 * MINUTE), { lateLimitMs: 30 * SECOND }),
      ]);
      bench.horn.hangs = true;
      await passUntil(at(2 * MINUTE + 10 * SECOND));
      expect(words('a')).toEqual(['started']);
      bench.horn.hangs = false;
      await passUntil(at(4 * MINUTE));
      expect(words('a')).toEqual(['started', 'interrupted: horn-failed']);
      expect(bench.heardOf('b').map(({ startedAt }) => startedAt)).toEqual([at(2 * MINUTE + 11 * SECOND)]);
      expect(words('b')).toEqual(['started', 'played']);
    });

    it('obeys a stop, and sounds again when it is lifted', async () => {
      await bench.publish([bench.entry('a', at(MINUTE)), bench.entry('b', at(3 * MINUTE))]);
      bench.horn.hangs = true;
      await passUntil(at(70 * SECOND));
      bench.horn.hangs = false;
      const stop = { stopId: 's', from: at(70 * SECOND), until: at(2 * MINUTE), sparesEmergency: false };
      await bench.order({ kind: 'stop', stop });
      await passUntil(at(5 * MINUTE));
      expect(words('a')).toEqual(['started', 'interrupted: stopped']);
      expect(words('b')).toEqual(['started', 'played']);
    });

    it('ends in order', async () => {
      await bench.publish([bench.entry('a', at(MINUTE))]);
      bench.horn.hangs = true;
      await passUntil(at(70 * SECOND));
      const closed = bench.device!.close();
      await bench.time.pass(2 * SECOND);
      await closed;
    });
  });

  it('goes to the broker that its settings name, also after a power cut', async () => {
    const broker = { url: 'mqtts://loa.example:18830', certificatePem: 'of the broker' };
    await bench.publishSettings({ version: 2, broker });
    await bench.time.pass(SECOND);
    await bench.publishSettings({ version: 3, broker });
    await bench.time.pass(SECOND);
    await bench.cutPower();
    await bench.switchOn();
    await bench.time.pass(SECOND);
    expect(bench.brokers).toEqual([undefined, broker, broker]);
  });

  it('ends in order: silence, and the last word is written down', async () => {
    await bench.publish([bench.entry('a', at(MINUTE))]);
    await passUntil(at(MINUTE + 20 * SECOND));
    const closed = bench.device!.close();
    await bench.time.pass(SECOND);
    await closed;
    await bench.switchOn();
    await bench.time.pass(10 * SECOND);
    expect(words('a')).toEqual(['started', 'interrupted: device-off']);
  });
});
