// What every keeper of rows must do: give back each value as it was given, null fields, lists and Vietnamese included, in the order promised.
import type { EventFilter, IssuedProgramme, NewEvent, Stores } from '#application';
import { CHAIN_START, type Booking, type Device, type Happening, type Recording } from '#domain';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database';
import {
  aBooking,
  aCommune,
  aComplaint,
  aConfirmation,
  aController,
  aDevice,
  aGrant,
  anAiring,
  anAnnouncement,
  anApproval,
  anEnrolmentCode,
  aPerson,
  aPlayback,
  aReceipt,
  aRecording,
  aRendition,
  aRetraction,
  aRundown,
  aSlot,
  aStopOrder,
  aTroubleSettlement,
  aVillage,
  aZone,
  NOON,
} from '../support/factories';

let database: TemporaryDatabase;
const read = () => database.unitOfWork.read;
const write = <T>(work: (stores: Stores) => Promise<T>) => database.unitOfWork.run(work);

beforeEach(async () => {
  database = await temporaryDatabase();
});
afterEach(() => database.remove());

async function insertPlaces(): Promise<void> {
  await write(async ({ places }) => {
    await places.insertCommune(aCommune());
    await places.insertVillage(aVillage());
    await places.insertZone(aZone());
    await places.insertController(aController());
  });
}

describe('places', () => {
  it('come back one by one and by commune', async () => {
    await insertPlaces();
    await write(({ places }) => places.insertSlot(aSlot()));

    const { places } = read();
    expect(await places.commune('commune-1')).toEqual(aCommune());
    expect(await places.communes()).toEqual([aCommune()]);
    expect(await places.village('village-1')).toEqual(aVillage());
    expect(await places.villages('commune-1')).toEqual([aVillage()]);
    expect(await places.zone('zone-1')).toEqual(aZone());
    expect(await places.zones('commune-1')).toEqual([aZone()]);
    expect(await places.controller('controller-1')).toEqual(aController());
    expect(await places.controllerByPublicCode('code-of-controller-1')).toEqual(aController());
    expect(await places.controllerByPublicCode('code-of-nobody')).toBeUndefined();
    expect(await places.controllers('commune-1')).toEqual([aController()]);
    expect(await places.slot('slot-1')).toEqual(aSlot());
    expect(await places.slots('commune-1')).toEqual([aSlot()]);
  });

  it('are unknown, not an error, when they are not there', async () => {
    const { places } = read();
    expect(await places.commune('nowhere')).toBeUndefined();
    expect(await places.zone('nowhere')).toBeUndefined();
    expect(await places.villages('nowhere')).toEqual([]);
  });

  it('keep quiet hours of a village apart from none, and slots by their start', async () => {
    await insertPlaces();
    await write(async ({ places }) => {
      await places.insertVillage(aVillage({ id: 'village-2', quietHours: [] }));
      await places.insertSlot(aSlot({ id: 'slot-a', from: '17:00', to: '17:30' }));
      await places.insertSlot(aSlot({ id: 'slot-b', from: '05:30', to: '06:00' }));
    });

    expect((await read().places.villages('commune-1')).map(({ quietHours }) => quietHours)).toEqual([null, []]);
    expect((await read().places.slots('commune-1')).map(({ id }) => id)).toEqual(['slot-b', 'slot-a']);
  });

  it('change a commune in the named fields only', async () => {
    await insertPlaces();

    await write(({ places }) => places.updateCommune('commune-1', { epoch: 2, openingAnnouncementId: 'recording-1' }));

    expect(await read().places.commune('commune-1')).toEqual(
      aCommune({ epoch: 2, openingAnnouncementId: 'recording-1', revision: 2 }),
    );
  });

  it('change a village in the named fields only, and give it back what it had of its own', async () => {
    await insertPlaces();
    const [first] = await read().places.villages('commune-1');
    const own = { quietHours: [{ from: '20:00', to: '05:00' }], limits: { maxDayMs: 60_000 } };

    await write(({ places }) => places.updateVillage(first!.id, own));
    expect(await read().places.village(first!.id)).toEqual({ ...first, ...own, revision: 2 });
    await write(({ places }) => places.updateVillage(first!.id, { quietHours: null, limits: null }));
    expect(await read().places.village(first!.id)).toEqual({ ...first, quietHours: null, limits: null, revision: 3 });
  });

  it('are listed while they stand, and found by id also when they are retired', async () => {
    await insertPlaces();
    await write(async ({ places }) => {
      await places.insertSlot(aSlot());
      await places.updateVillage('village-1', { retiredAt: NOON });
      await places.updateZone('zone-1', { retiredAt: NOON });
      await places.updateController('controller-1', { retiredAt: NOON });
      await places.updateSlot('slot-1', { retiredAt: NOON });
    });

    const { places } = read();
    const gone = { revision: 2, retiredAt: NOON };
    const lists = ['villages', 'zones', 'controllers', 'slots'] as const;
    for (const list of lists) expect([list, await places[list]('commune-1')]).toEqual([list, []]);
    expect(await places.village('village-1')).toEqual(aVillage(gone));
    expect(await places.zone('zone-1')).toEqual(aZone(gone));
    expect(await places.controller('controller-1')).toEqual(aController(gone));
    expect(await places.slot('slot-1')).toEqual(aSlot(gone));
  });

  it('refuse to change what is not there', async () => {
    const change = write(({ places }) => places.updateCommune('nowhere', { epoch: 2 }));

    await expect(change).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuse a zone without its village when the unit of work ends, whatever the order inside', async () => {
    await write(async ({ places }) => {
      await places.insertZone(aZone());
      await places.insertVillage(aVillage());
      await places.insertCommune(aCommune());
    });

    const orphan = write(({ places }) => places.insertZone(aZone({ id: 'zone-2', villageId: 'nowhere' })));

    await expect(orphan).rejects.toThrow('FOREIGN KEY');
    expect(await read().places.zone('zone-2')).toBeUndefined();
  });
});

describe('people', () => {
  it('come back with grants', async () => {
    const mai = aPerson({ passwordHash: '$argon2id$…' });
    const villageGrant = aGrant({ id: 'grant-2', role: 'village_head', villageId: 'village-1' });
    await write(async ({ people }) => {
      await people.insertPerson(mai);
      await people.insertGrant(aGrant());
      await people.insertGrant(villageGrant);
    });

    const { people } = read();
    expect(await people.person('person-1')).toEqual(mai);
    expect(await people.personByLogin(mai.login)).toEqual(mai);
    expect(await people.personByLogin('nobody')).toBeUndefined();
    expect(await people.people('commune-1')).toEqual([mai]);
    expect(await people.grantsOf('person-1')).toEqual([aGrant(), villageGrant]);
    expect(await people.grants('commune-1')).toEqual([aGrant(), villageGrant]);
  });

  it('share no login', async () => {
    await write(({ people }) => people.insertPerson(aPerson({ login: '0912345678' })));

    const second = write(({ people }) => people.insertPerson(aPerson({ id: 'person-2', login: '0912345678' })));

    await expect(second).rejects.toThrow('people.login');
  });

  it('set a password', async () => {
    await write(({ people }) => people.insertPerson(aPerson()));

    await write(({ people }) => people.updatePerson('person-1', { passwordHash: 'new' }));

    expect(await read().people.person('person-1')).toEqual(aPerson({ passwordHash: 'new', revision: 2 }));
  });

  it('have sessions that end and expire', async () => {
    const session = (secretHash: string, expiresAt: number) => ({
      secretHash,
      personId: 'person-1',
      createdAt: NOON,
      expiresAt,
      strength: 'password' as const,
      linkId: null,
      provenAt: NOON,
    });
    await write(async ({ people }) => {
      await people.insertPerson(aPerson());
      await people.insertSession(session('one', NOON + 1));
      await people.insertSession(session('two', NOON + 2));
      await people.insertSession(session('three', NOON + 3));
    });

    await write(async ({ people }) => {
      await people.noteProof('two', NOON + 1);
      await people.deleteSession('three');
      await people.deleteSessionsExpiredBefore(NOON + 2);
    });

    const { people } = read();
    expect(await people.session('one')).toBeUndefined();
    const neverUsed = { lastUsedAt: null, browser: null, address: null };
    expect(await people.session('two')).toEqual({ ...session('two', NOON + 2), provenAt: NOON + 1, ...neverUsed });
    expect(await people.session('three')).toBeUndefined();
  });

  it('have sessions that know where they were opened and when they were used', async () => {
    const own = {
      personId: 'person-1',
      expiresAt: NOON + 9,
      strength: 'password',
      linkId: null,
      provenAt: null,
    } as const;
    const use = { lastUsedAt: NOON, browser: 'Chrome, Android', address: '10.0.0.1' };
    await write(async ({ people }) => {
      await people.insertPerson(aPerson());
      await people.insertSession({ ...own, secretHash: 'old', createdAt: NOON }, use);
      await people.insertSession({ ...own, secretHash: 'new', createdAt: NOON + 1 });
      await people.noteSessionsUsed([
        { id: 'old', at: NOON + 5 },
        { id: 'gone', at: NOON + 5 },
      ]);
      await people.noteSessionsUsed([{ id: 'old', at: NOON + 4 }]);
    });
    expect(await read().people.sessionsOf('person-1')).toMatchObject([
      { secretHash: 'new', lastUsedAt: null },
      { ...use, secretHash: 'old', lastUsedAt: NOON + 5 },
    ]);
    expect(await read().people.sessionsOf('person-2')).toEqual([]);
  });

  it('have tokens that are used and revoked', async () => {
    const token = { id: 'token-1', personId: 'person-1', name: 'máy chủ', secretHash: 'hash', createdAt: NOON };
    await write(async ({ people }) => {
      await people.insertPerson(aPerson());
      await people.insertToken({
        ...token,
        expiresAt: NOON + 9,
        lastUsedAt: null,
        sessionAt: NOON,
        trusted: true,
        readsOnly: false,
      });
    });
    expect(await read().people.tokenBySecret('hash')).toEqual({
      ...token,
      expiresAt: NOON + 9,
      lastUsedAt: null,
      sessionAt: NOON,
      trusted: true,
      readsOnly: false,
    });

    await write(({ people }) => people.noteTokensUsed([{ id: 'token-1', at: NOON + 5 }]));
    expect(await read().people.tokensOf('person-1')).toEqual([
      { ...token, expiresAt: NOON + 9, lastUsedAt: NOON + 5, sessionAt: NOON, trusted: true, readsOnly: false },
    ]);

    await write(({ people }) => people.deleteToken('token-1'));
    expect(await read().people.tokensOf('person-1')).toEqual([]);
  });

  it('hold no grant that counts while they are blocked', async () => {
    await write(async ({ people }) => {
      await people.insertPerson(aPerson());
      await people.insertGrant(aGrant());
      await people.updatePerson('person-1', { blockedAt: NOON });
      await people.notePeopleSeen([{ id: 'person-1', at: NOON + 1 }]);
    });

    const { people } = read();
    expect(await people.grants('commune-1')).toEqual([]);
    expect(await people.grantsOf('person-1')).toEqual([aGrant()]);
    expect(await people.grant('grant-1')).toEqual(aGrant());
    expect(await people.person('person-1')).toEqual(aPerson({ blockedAt: NOON, lastActiveAt: NOON + 1, revision: 2 }));
  });

  const code = {
    ...{ codeHash: 'hash', personId: 'person-1', expiresAt: NOON + 1, usedAt: null },
    ...{ issuedBy: 'person-2', worksFrom: null },
  };

  it('lose every session and every unused code at once, and nobody else does', async () => {
    await write(async ({ people }) => {
      for (const id of ['person-1', 'person-2']) {
        await people.insertPerson(aPerson({ id }));
        const session = {
          personId: id,
          createdAt: NOON,
          expiresAt: NOON + 1,
          strength: 'password' as const,
          linkId: null,
          provenAt: NOON,
        };
        await people.insertSession({ ...session, secretHash: id });
        await people.insertSignInCode({ ...code, codeHash: id, personId: id });
      }
      await people.deleteSessionsOf('person-1');
      await people.voidSignInCodesOf('person-1', NOON);
    });

    const { people } = read();
    expect(await people.session('person-1')).toBeUndefined();
    expect(await people.session('person-2')).toBeDefined();
    expect((await people.signInCode('person-1'))?.usedAt).toBe(NOON);
    expect((await people.signInCode('person-2'))?.usedAt).toBeNull();
  });

  it('have a second factor with codes on paper, each of which counts once', async () => {
    const factor = { personId: 'person-1', sealedSecret: 'sealed', confirmedAt: null, lastStep: 0 };
    await write(async ({ people }) => {
      await people.insertPerson(aPerson());
      await people.putSecondFactor(factor);
      await people.replaceRecoveryCodes('person-1', ['void']);
    });
    await write(async ({ people }) => {
      await people.putSecondFactor({ ...factor, confirmedAt: NOON });
      await people.noteCodeStep('person-1', 7);
      await people.replaceRecoveryCodes('person-1', ['one', 'two']);
      await people.useRecoveryCode('one', NOON);
    });
    const { people } = read();
    expect(await people.secondFactor('person-1')).toEqual({ ...factor, confirmedAt: NOON, lastStep: 7 });
    expect(await people.recoveryCodesOf('person-1')).toEqual([
      { codeHash: 'one', personId: 'person-1', usedAt: NOON },
      { codeHash: 'two', personId: 'person-1', usedAt: null },
    ]);
    await expect(write((stores) => stores.people.useRecoveryCode('one', NOON))).rejects.toMatchObject({
      code: 'not-found',
    });

    await write((stores) => stores.people.deleteSecondFactor('person-1'));
    expect(await people.secondFactor('person-1')).toBeUndefined();
    expect(await people.recoveryCodesOf('person-1')).toEqual([]);
  });

  it('are half the way to a session until it ends', async () => {
    const step = (secretHash: string, expiresAt: number) => ({ secretHash, personId: 'person-1', expiresAt });
    await write(async ({ people }) => {
      await people.insertPerson(aPerson());
      for (const each of ['one', 'two', 'three', 'four']) await people.insertSignInStep(step(each, NOON + each.length));
      await people.deleteSignInStep('one');
      await people.deleteSignInStepsExpiredBefore(NOON + 4);
    });
    const { people } = read();
    const left = await Promise.all(['one', 'two', 'three', 'four'].map((each) => people.signInStep(each)));
    expect(left).toEqual([undefined, undefined, step('three', NOON + 5), step('four', NOON + 4)]);
    await write((stores) => stores.people.deleteSignInStepsOf('person-1'));
    expect(await people.signInStep('three')).toBeUndefined();
  });

  it('lose the sessions of one strength alone', async () => {
    const session = { personId: 'person-1', createdAt: NOON, expiresAt: NOON + 1, linkId: null, provenAt: null };
    await write(async ({ people }) => {
      await people.insertPerson(aPerson());
      for (const strength of ['password', 'pin', 'link'] as const) {
        await people.insertSession({ ...session, strength, secretHash: strength });
      }
      await people.deleteSessionsOfStrength('person-1', 'pin');
    });

    const { people } = read();
    expect(await people.session('pin')).toBeUndefined();
    expect(await people.session('link')).toMatchObject({ strength: 'link' });
    expect(await people.session('password')).toMatchObject({ strength: 'password' });
  });

  it('use a sign-in code once', async () => {
    await write(async ({ people }) => {
      await people.insertPerson(aPerson());
      await people.insertSignInCode(code);
    });
    expect(await read().people.signInCode('hash')).toEqual(code);

    await write(({ people }) => people.useSignInCode('hash', NOON));

    expect(await read().people.signInCode('hash')).toEqual({ ...code, usedAt: NOON });
    await expect(write(({ people }) => people.useSignInCode('hash', NOON))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('have codes and roles that wait, until they begin', async () => {
    const waits = { from: NOON + 5, givenBy: 'person-2' };
    await write(async ({ people }) => {
      await people.insertPerson(aPerson());
      await people.insertGrant(aGrant({ id: 'waits' }), waits);
      await people.insertSignInCode({ ...code, worksFrom: NOON + 5 });
      await people.insertSignInCode({ ...code, codeHash: 'used', worksFrom: NOON + 5, usedAt: NOON });
      await people.insertSignInCode({ ...code, codeHash: 'works' });
    });
    const waiting = async (communeId = 'commune-1', at = NOON) =>
      (await read().people.signInCodesWaiting(communeId, at)).map(({ codeHash }) => codeHash);
    expect([await waiting(), await waiting('commune-2'), await waiting('commune-1', NOON + 5)]).toEqual([
      ['hash'],
      [],
      [],
    ]);
    expect(await read().people.grantsOf('person-1')).toEqual([aGrant({ id: 'waits', ...waits })]);
    await write(async ({ people }) => {
      await people.beginSignInCode('hash', NOON);
      await people.beginGrant('waits', NOON);
    });
    expect(await waiting()).toEqual([]);
    expect(await read().people.grant('waits')).toMatchObject({ from: NOON });
  });
});

describe('poles', () => {
  const change = (controllerId: string, at: number, online: boolean, toldAt: number | null = null) => ({
    communeId: 'commune-1',
    controllerId,
    at,
    online,
    toldAt,
  });

  it('remember when they came and went, and whom nobody was told about', async () => {
    await write(async ({ poles }) => {
      await poles.putPresence([change('b', NOON, false), change('a', NOON + 1, false), change('a', NOON + 2, true)]);
      await poles.putPresence([change('b', NOON, false, NOON + 9)]);
    });
    expect(await read().poles.presenceSince('commune-1', NOON + 1)).toEqual([
      change('a', NOON + 1, false),
      change('a', NOON + 2, true),
    ]);
    expect(await read().poles.untoldAbsences('commune-1')).toEqual([change('a', NOON + 1, false)]);
    expect(await read().poles.presenceSince('commune-2', 0)).toEqual([]);
  });

  it('have one report and one mute each, the newest', async () => {
    const report = {
      deviceId: 'device-1',
      communeId: 'commune-1',
      controllerId: 'controller-1',
      receivedAt: NOON,
      uncertaintyMs: 4,
      uptimeMs: 5,
      soundsWanted: 3,
      soundsHeld: 2,
      bytesWanted: 300,
      bytesHeld: 250,
      airingId: null,
      volumePercent: 80,
    };
    const mute = { communeId: 'commune-1', controllerId: 'a', until: NOON + 5, mutedBy: 'person-1', mutedAt: NOON };
    await write(async ({ poles }) => {
      await poles.putReports([report, { ...report, deviceId: 'device-8' }]);
      await poles.putReports([{ ...report, soundsHeld: 3, airingId: 'airing-1' }]);
      await poles.putMute(mute);
      await poles.putMute({ ...mute, until: NOON + 9 });
    });
    const last = { ...report, soundsHeld: 3, airingId: 'airing-1' };
    const other = { ...report, deviceId: 'device-8' };
    expect(await read().poles.reports('commune-1')).toEqual([last, other]);
    expect(await read().poles.reportsOf([report.deviceId, 'device-9'])).toEqual([last]);
    expect(await read().poles.mutes('commune-1', NOON + 5)).toEqual([{ ...mute, until: NOON + 9 }]);
    expect(await read().poles.mutes('commune-1', NOON + 9)).toEqual([]);
  });
});

describe('devices', () => {
  beforeEach(insertPlaces);

  it('are reached while they are connected, and the worst clock of those is known that said how it is', async () => {
    const status = { receivedAt: NOON, uptimeMs: 5, airingId: null, volumePercent: 80 };
    const sounds = { soundsWanted: 0, soundsHeld: 0, bytesWanted: 0, bytesHeld: 0 };
    const of = (communeId: string) => read().poles.reach(communeId);
    const enrol = async (number: number, uncertaintyMs: number | null, own: Partial<Device>) => {
      const [id, controllerId] = [`device-${number}`, `controller-${number}`];
      await write(async ({ places, devices, poles }) => {
        if (number > 1) await places.insertController(aController({ id: controllerId, publicCode: controllerId }));
        await devices.insertDevice(aDevice({ id, controllerId, ...own }));
        const report = { ...status, ...sounds, communeId: 'commune-1', deviceId: id, controllerId };
        if (uncertaintyMs !== null) await poles.putReports([{ ...report, uncertaintyMs }]);
      });
    };
    expect(await of('commune-1')).toEqual({ poles: 0, worstUncertaintyMs: 0 });
    await enrol(1, null, { online: true });
    expect(await of('commune-1')).toEqual({ poles: 1, worstUncertaintyMs: 0 });
    await enrol(2, 40, { online: true });
    await enrol(3, 7, { online: true });
    await enrol(4, 9_000, { online: false });
    await enrol(5, 9_000, { online: true, retiredAt: NOON });
    expect(await of('commune-1')).toEqual({ poles: 3, worstUncertaintyMs: 40 });
    expect(await of('commune-2')).toEqual({ poles: 0, worstUncertaintyMs: 0 });
  });

  it('come back, with and without a programme', async () => {
    await write(({ devices }) => devices.insertDevice(aDevice({ online: false, lastSeenAt: null })));
    expect(await read().devices.device('device-1')).toEqual(aDevice({ online: false, lastSeenAt: null }));

    const change = { online: true, lastSeenAt: NOON, programme: { epoch: 1, version: 7 } };
    await write(({ devices }) => devices.updateDevice('device-1', change));

    expect(await read().devices.devices('commune-1')).toEqual([aDevice(change)]);
  });

  it('serve a controller one at a time', async () => {
    await write(({ devices }) => devices.insertDevice(aDevice()));
    const second = aDevice({ id: 'device-2' });
    await expect(write(({ devices }) => devices.insertDevice(second))).rejects.toThrow('devices.controllerId');

    await write(async ({ devices }) => {
      await devices.updateDevice('device-1', { retiredAt: NOON });
      await devices.insertDevice(second);
    });

    const { devices } = read();
    expect(await devices.deviceOfController('controller-1')).toEqual(second);
    expect(await devices.devices('commune-1')).toEqual([second]);
    expect(await devices.device('device-1')).toEqual(aDevice({ retiredAt: NOON }));
  });

  it('use an enrolment code once', async () => {
    await write(({ devices }) => devices.insertEnrolmentCode(anEnrolmentCode()));

    expect(await write(({ devices }) => devices.useEnrolmentCode('enrolment-code-1', NOON))).toBe(true);
    expect(await write(({ devices }) => devices.useEnrolmentCode('enrolment-code-1', NOON + 1))).toBe(false);
    expect(await write(({ devices }) => devices.useEnrolmentCode('unknown', NOON))).toBe(false);
    expect(await read().devices.enrolmentCode(anEnrolmentCode().codeHash)).toEqual(anEnrolmentCode({ usedAt: NOON }));
  });

  it('lose the unused codes of their pole, or of whoever made them', async () => {
    const code = (id: string, own: object) => anEnrolmentCode({ id, codeHash: id, ...own });
    await write(async ({ places, devices }) => {
      await places.insertController(aController({ id: 'controller-2', publicCode: 'two' }));
      await devices.insertEnrolmentCode(code('of the pole', { issuedBy: 'mai' }));
      await devices.insertEnrolmentCode(code('used', { usedAt: NOON - 1 }));
      await devices.insertEnrolmentCode(code('of another pole', { controllerId: 'controller-2', issuedBy: 'mai' }));
      await devices.voidEnrolmentCodes({ controllerId: 'controller-1' }, NOON);
    });
    const usedAt = async (id: string) => (await read().devices.enrolmentCode(id))?.usedAt;
    const all = async () => [await usedAt('of the pole'), await usedAt('used'), await usedAt('of another pole')];
    expect(await all()).toEqual([NOON, NOON - 1, null]);
    await write(({ devices }) => devices.voidEnrolmentCodes({ issuedBy: 'mai' }, NOON + 1));
    expect(await all()).toEqual([NOON, NOON - 1, NOON + 1]);
  });
});

describe('recordings', () => {
  const measured: Partial<Recording> = {
    state: 'ready',
    progress: 1,
    attempts: 1,
    warnings: ['hơi nhỏ'],
    original: { durationMs: 61_000, loudnessLufs: undefined, truePeakDbtp: -0.25, clippedShare: 0.0001 },
    rendition: aRendition(),
  };

  it('come back as they were, and as they became', async () => {
    await write(({ recordings }) => recordings.insert(aRecording()));
    expect(await read().recordings.recording('recording-1')).toEqual(aRecording());

    await write(({ recordings }) => recordings.update('recording-1', measured));

    expect(await read().recordings.recording('recording-1')).toEqual(aRecording(measured));
  });

  it('keep why they were refused', async () => {
    const refused = aRecording({
      state: 'refused',
      refusal: { code: 'recording-too-short', values: { minDurationMs: 1_000 } },
    });
    await write(({ recordings }) => recordings.insert(refused));

    expect(await read().recordings.byIds(['recording-1', 'unknown'])).toEqual([refused]);
  });

  it('wait unfinished, oldest first', async () => {
    await write(async ({ recordings }) => {
      await recordings.insert(aRecording({ id: 'c', state: 'received' }));
      await recordings.insert(aRecording({ id: 'b', state: 'ready' }));
      await recordings.insert(aRecording({ id: 'a', state: 'rendering', progress: 0.5 }));
    });

    expect((await read().recordings.unfinished()).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('are paged newest first, without gap or double', async () => {
    await write(async ({ recordings }) => {
      for (const id of ['a', 'b', 'c', 'd', 'e']) await recordings.insert(aRecording({ id }));
      await recordings.insert(aRecording({ id: 'f', communeId: 'commune-2' }));
    });

    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await read().recordings.recordings('commune-1', { limit: 2, cursor });
      pages.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);

    expect(pages).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
    expect((await read().recordings.recordings('commune-1', { limit: 5 })).nextCursor).toBeNull();
  });
});

describe('announcements', () => {
  it('come back with every language', async () => {
    const announcement = anAnnouncement({
      versions: [
        { language: 'vi', recordingId: 'recording-1', script: 'Kính thưa bà con — “mai họp” 📣' },
        { language: 'hmn', recordingId: 'recording-2', script: "it's\n\tquoted" },
      ],
      note: 'nói chậm hơn',
    });
    await write(({ announcements }) => announcements.insert(announcement));

    const { announcements } = read();
    expect(await announcements.announcement('announcement-1')).toEqual(announcement);
    expect(await announcements.byIds(['announcement-1'])).toEqual([announcement]);
    expect(await announcements.announcements('commune-1', { limit: 1 })).toEqual({
      items: [announcement],
      nextCursor: null,
    });
  });

  it('rise in revision with every change', async () => {
    await write(({ announcements }) => announcements.insert(anAnnouncement()));

    await write(({ announcements }) => announcements.update('announcement-1', { title: 'Họp dân', revision: 99 }));
    await write(({ announcements }) => announcements.update('announcement-1', { editors: ['person-1', 'person-3'] }));

    expect(await read().announcements.announcement('announcement-1')).toEqual(
      anAnnouncement({ title: 'Họp dân', editors: ['person-1', 'person-3'], revision: 3 }),
    );
  });
});

describe('bookings', () => {
  beforeEach(() => write(({ announcements }) => announcements.insert(anAnnouncement())));

  const weekly: Partial<Booking> = {
    start: { kind: 'exact', at: '17:15:30' },
    recurrence: { kind: 'weekly', days: [1, 7], from: '2026-03-02', until: '2026-04-01' },
    cancelledDates: ['2026-03-09'],
    lateReason: 'bão số 3',
    repeats: 3,
  };

  it('come back with their rule and their approval', async () => {
    await write(({ bookings }) => bookings.insert(aBooking(weekly)));
    const approval = { state: 'approved', approvedBy: 'person-2', approvedAt: NOON, approvedDigest: 'digest' } as const;

    await write(({ bookings }) => bookings.update('booking-1', approval));

    const expected = aBooking({ ...weekly, ...approval, revision: 2 });
    const { bookings } = read();
    expect(await bookings.booking('booking-1')).toEqual(expected);
    expect(await bookings.byIds(['booking-1'])).toEqual([expected]);
    expect(await bookings.ofAnnouncement('announcement-1')).toEqual([expected]);
    expect((await bookings.bookings('commune-1', { limit: 10 })).items).toEqual([expected]);
  });

  it('are open while proposed or approved', async () => {
    await write(async ({ bookings }) => {
      for (const state of ['proposed', 'approved', 'declined', 'cancelled', 'missed', 'finished'] as const) {
        await bookings.insert(aBooking({ id: state, state }));
      }
      await bookings.insert(aBooking({ id: 'elsewhere', communeId: 'commune-2' }));
    });

    expect((await read().bookings.open('commune-1')).map(({ id }) => id)).toEqual(['approved', 'proposed']);
  });

  it('keep voided approvals, with the reason of the first voiding', async () => {
    await write(({ bookings }) => bookings.insertApproval(anApproval()));
    await write(({ bookings }) => bookings.voidApprovals('announcement-1', NOON + 1, 'edited'));
    const second = anApproval({ id: 'approval-2' });
    await write(({ bookings }) => bookings.insertApproval(second));

    await write(({ bookings }) => bookings.voidApprovals('announcement-1', NOON + 2, 'edited again'));

    expect(await read().bookings.approvals('announcement-1')).toEqual([
      anApproval({ voidedAt: NOON + 1, voidReason: 'edited' }),
      { ...second, voidedAt: NOON + 2, voidReason: 'edited again' },
    ]);
  });
});

describe('air', () => {
  const startsAt = aRundown().startsAt;

  it('comes back by id, rundown, booking and zone, and is replaced by id', async () => {
    const opening = anAiring({
      id: 'airing-0',
      kind: 'opening',
      bookingId: null,
      announcementId: null,
      startsAt: startsAt - 5_000,
      reasonValues: { byMs: 5_000 },
    });
    await write(async ({ air }) => {
      await air.putRundowns([aRundown()]);
      await air.putAirings([anAiring(), opening]);
      await air.putPlaybacks([aPlayback(), aPlayback({ id: 'playback-2', controllerId: 'controller-2' })]);
    });
    const dropped = anAiring({ state: 'dropped', reason: 'no-room', title: `'; DROP TABLE airings; -- "Họp"` });
    const played = aPlayback({
      state: 'played',
      startedAt: NOON,
      playedMs: 59_990,
      playedAfterCancel: true,
      reason: 'x',
    });
    await write(async ({ air }) => {
      await air.putRundowns([aRundown({ slotName: 'Sớm' })]);
      await air.putAirings([dropped]);
      await air.putPlaybacks([played]);
    });

    const { air } = read();
    expect(await air.rundown('rundown-1')).toEqual(aRundown({ slotName: 'Sớm' }));
    expect(await air.airing('airing-1')).toEqual(dropped);
    expect(await air.airingsByIds(['airing-0', 'unknown'])).toEqual([opening]);
    expect(await air.airingsOfRundowns(['rundown-1'])).toEqual([opening, dropped]);
    expect(await air.airingsOfBooking('booking-1')).toEqual([dropped]);
    expect(await air.airingsOfZone('zone-1', startsAt - 5_000, startsAt)).toEqual([opening]);
    expect(await air.playbacksByIds(['playback-1'])).toEqual([played]);
    expect(await air.playbacksOfAirings(['airing-1'])).toHaveLength(2);
    expect(await air.playbacksOfRundowns(['rundown-1'])).toHaveLength(2);
    expect(await air.playbacksOfAirings([])).toEqual([]);
  });

  it('is put by the thousand', async () => {
    const playbacks = Array.from({ length: 2_345 }, (_, place) => aPlayback({ id: `playback-${10_000 + place}` }));
    await write(async ({ air }) => {
      await air.putRundowns([aRundown()]);
      await air.putAirings([anAiring()]);
      await air.putPlaybacks(playbacks);
      await air.putPlaybacks([]);
    });

    const found = await read().air.playbacksByIds(playbacks.map(({ id }) => id));

    expect([...found].sort((left, right) => (left.id < right.id ? -1 : 1))).toEqual(playbacks);
  });

  it('finds rundowns that share an instant with the interval, by start', async () => {
    const at = (id: string, from: number, to: number) => aRundown({ id, startsAt: NOON + from, endsAt: NOON + to });
    await write(({ air }) =>
      air.putRundowns([
        at('late', 20, 30),
        at('over', 5, 40),
        at('early', 0, 10),
        at('after', 25, 35),
        at('before', 0, 5),
      ]),
    );

    const expected = ['early', 'over', 'late'];
    expect((await read().air.rundowns('commune-1', NOON + 5, NOON + 25)).map(({ id }) => id)).toEqual(expected);
    expect((await read().air.rundownsOfZone('zone-1', NOON + 5, NOON + 25)).map(({ id }) => id)).toEqual(expected);
    expect(await read().air.rundowns('commune-2', NOON, NOON + 99)).toEqual([]);
  });

  it('knows which open playbacks are overdue, the oldest first', async () => {
    const due = (id: string, deadlineAt: number, state: 'ready' | 'played' | 'playing' = 'ready') =>
      aPlayback({ id, deadlineAt, state });
    await write(async ({ air }) => {
      await air.putRundowns([aRundown()]);
      await air.putAirings([anAiring()]);
      await air.putPlaybacks([
        due('second', NOON),
        due('first', NOON - 10, 'playing'),
        due('ended', NOON - 20, 'played'),
        due('future', NOON + 1),
        { ...due('elsewhere', NOON - 30), communeId: 'commune-2' },
      ]);
    });

    const overdue = async (limit: number) =>
      (await read().air.overduePlaybacks('commune-1', NOON, limit)).map(({ id }) => id);
    expect(await overdue(10)).toEqual(['first', 'second']);
    expect(await overdue(1)).toEqual(['first']);
  });

  it('keeps stop orders until they end or are lifted', async () => {
    const ofZones = aStopOrder({ id: 'stop-2', zoneIds: ['zone-1'] });
    await write(async ({ air }) => {
      await air.insertStop(aStopOrder());
      await air.insertStop(ofZones);
      await air.insertStop(aStopOrder({ id: 'stop-3', until: NOON }));
    });
    expect(await read().air.stops('commune-1', NOON)).toEqual([aStopOrder(), ofZones]);

    await write(({ air }) => air.updateStop('stop-1', { liftedAt: NOON + 1 }));

    expect(await read().air.stops('commune-1', NOON)).toEqual([ofZones]);
    expect(await read().air.stop('stop-1')).toEqual(aStopOrder({ liftedAt: NOON + 1 }));
  });

  it("keeps the last word of each person about a village's rundown", async () => {
    const other = aConfirmation({ id: 'confirmation-2', personId: 'person-2' });
    const corrected = aConfirmation({ id: 'confirmation-3', answer: 'faint', note: 'loa rè' });
    await write(async ({ air }) => {
      await air.putConfirmation(aConfirmation());
      await air.putConfirmation(other);
      await air.putConfirmation(corrected);
      await air.putConfirmation(aConfirmation({ id: 'confirmation-4', localDate: '2026-03-05' }));
    });

    expect(await read().air.confirmations('commune-1', '2026-03-01', '2026-03-02')).toEqual([other, corrected]);
  });

  it('keeps the word about an item beside the word about its rundown', async () => {
    const ofItem = aConfirmation({ id: 'confirmation-2', airingId: 'airing-1', answer: 'not_heard' });
    const corrected = aConfirmation({ id: 'confirmation-3', airingId: 'airing-1', answer: 'heard' });
    await write(async ({ air }) => {
      for (const each of [aConfirmation(), ofItem, corrected]) await air.putConfirmation(each);
    });
    expect(await read().air.confirmations('commune-1', '2026-03-02', '2026-03-02')).toEqual([
      aConfirmation(),
      corrected,
    ]);

    await write(({ air }) => air.deleteConfirmation('confirmation-3'));

    expect(await read().air.confirmations('commune-1', '2026-03-02', '2026-03-02')).toEqual([aConfirmation()]);
  });

  it('keeps what was dealt with of the troubles of some days', async () => {
    const settlement = aTroubleSettlement();
    const later = aTroubleSettlement({ id: 'settlement-2', localDate: '2026-03-04' });
    await write(async ({ air }) => {
      for (const each of [settlement, later]) await air.insertSettlement(each);
    });
    expect(await read().air.settlements('commune-1', '2026-03-01', '2026-03-03')).toEqual([settlement]);
    expect(await read().air.settlements('commune-2', '2026-03-01', '2026-03-09')).toEqual([]);
  });

  it('keeps retractions with the corrections that were proposed for them', async () => {
    await write(async ({ air, announcements }) => {
      await announcements.insert(anAnnouncement());
      await air.insertRetraction(aRetraction());
      await air.insertRetraction(aRetraction({ id: 'retraction-2', bookingId: 'booking-1' }));
    });
    await write(({ air }) => air.updateRetraction('retraction-1', { correctionBookingIds: ['booking-2'] }));

    const { air } = read();
    expect(await air.retraction('retraction-1')).toEqual(aRetraction({ correctionBookingIds: ['booking-2'] }));
    const { items } = await air.retractions('commune-1', { limit: 1 });
    expect(items).toEqual([aRetraction({ id: 'retraction-2', bookingId: 'booking-1' })]);
  });

  it('notes which plans lag behind', async () => {
    expect(await read().air.planMark('commune-1')).toEqual({
      communeId: 'commune-1',
      wanted: 0,
      done: 0,
      plannedAt: null,
      standsUntil: null,
      failures: 0,
      runId: null,
    });

    await write(({ air }) => air.wantPlan('commune-1'));
    await write(({ air }) => air.wantPlan('commune-1'));
    await write(({ air }) => air.planBegun('commune-1', 'run-1'));
    await write(({ air }) => air.planDone('commune-1', 1, NOON, NOON + 600_000));

    expect(await read().air.planMark('commune-1')).toEqual({
      communeId: 'commune-1',
      wanted: 2,
      done: 1,
      plannedAt: NOON,
      standsUntil: NOON + 600_000,
      failures: 0,
      runId: 'run-1',
    });
  });

  it('keeps what cannot be planned until it can be, and counts how often that was', async () => {
    const zone = { communeId: 'commune-1', part: 'zone', subjectId: 'zone-1', reason: 'hỏng', toldAt: null } as const;
    const failing = { ...zone, since: NOON, lastAt: NOON, times: 1 };
    const again = { ...failing, lastAt: NOON + 60_000, times: 2, toldAt: NOON + 60_000 };
    const booking = { ...failing, part: 'booking', subjectId: 'booking-1', since: NOON + 1 } as const;
    await write(({ air }) => air.putPlanFailures('commune-1', [booking, failing]));
    await write(({ air }) => air.putPlanFailures('commune-1', [again]));

    expect(await read().air.planFailures('commune-1')).toEqual([again, booking]);
    expect(await read().air.planFailures('commune-2')).toEqual([]);
    expect(await read().air.planMark('commune-1')).toMatchObject({ failures: 3, plannedAt: null });

    await write(({ air }) => air.deletePlanFailure(again));
    expect(await read().air.planFailures('commune-1')).toEqual([booking]);
  });
});

describe('delivery', () => {
  const programme: IssuedProgramme = {
    zoneId: 'zone-1',
    communeId: 'commune-1',
    epoch: 1,
    version: 1,
    contentDigest: 'digest',
    envelope: Uint8Array.from({ length: 256 }, (_, byte) => byte),
    issuedAt: NOON,
    leaseUntil: NOON + 604_800_000,
  };
  const settings = {
    controllerId: 'controller-1',
    communeId: 'commune-1',
    version: 1,
    contentDigest: 'digest',
    envelope: new Uint8Array(),
  };

  it('keeps the newest programme of a zone, byte by byte', async () => {
    await write(({ delivery }) => delivery.putProgramme(programme));
    const newer = { ...programme, version: 2, envelope: new Uint8Array([0, 255, 10]) };

    await write(({ delivery }) => delivery.putProgramme(newer));

    expect(await read().delivery.programme('zone-1')).toEqual(newer);
    const { zoneId, epoch, version, issuedAt } = newer;
    expect(await read().delivery.programmeVersions('commune-1')).toEqual([{ zoneId, epoch, version, issuedAt }]);
    expect(await read().delivery.programme('zone-2')).toBeUndefined();
  });

  it('keeps the newest settings of a controller', async () => {
    await write(({ delivery }) => delivery.putSettings(settings));
    await write(({ delivery }) => delivery.putSettings({ ...settings, version: 2 }));

    expect(await read().delivery.settings('controller-1')).toEqual({ ...settings, version: 2 });
    expect(await read().delivery.settingsOf(['controller-1', 'controller-9'])).toEqual([{ ...settings, version: 2 }]);
    const { controllerId, contentDigest } = settings;
    expect(await read().delivery.settingsVersions('commune-1')).toEqual([{ controllerId, version: 2, contentDigest }]);
  });

  it('keeps the first word of a receipt that comes again', async () => {
    const unbound = aReceipt({
      sequence: 2,
      playbackId: null,
      kind: 'clock',
      body: { offsetMs: -3, nested: { ố: [1, null] } },
    });
    await write(({ delivery }) => delivery.insertReceipts([aReceipt(), unbound]));
    await write(({ delivery }) => delivery.insertReceipts([aReceipt({ kind: 'missed' }), aReceipt({ sequence: 3 })]));

    expect(await read().delivery.receiptsOfPlayback('playback-1')).toEqual([aReceipt(), aReceipt({ sequence: 3 })]);
  });

  it('finds the receipts of a journal by their numbers', async () => {
    const [one, two] = [aReceipt(), aReceipt({ sequence: 2 })];
    const others = [aReceipt({ deviceEpoch: 'another' }), aReceipt({ deviceId: 'device-9', sequence: 2 })];
    await write(({ delivery }) => delivery.insertReceipts([two, one, ...others]));

    expect(await read().delivery.receiptsBySequence(one, [2, 1, 7])).toEqual([one, two]);
    expect(await read().delivery.receiptsBySequence(one, [])).toEqual([]);
  });

  it('marks how far the evidence of a device reaches, by epoch', async () => {
    const mark = { deviceId: 'device-1', deviceEpoch: 'boot-1', sequence: 1 };
    await write(({ delivery }) => delivery.putEvidenceMarks([mark]));
    await write(({ delivery }) => delivery.putEvidenceMarks([{ ...mark, sequence: 9 }]));

    expect(await read().delivery.evidenceMarks(['device-1', 'device-2'])).toEqual([{ ...mark, sequence: 9 }]);
    expect(await read().delivery.evidenceMarks(['device-2'])).toEqual([]);
  });
});

describe('events', () => {
  const event = (
    subjectId: string,
    happening: Happening = { kind: 'stop.lifted' },
    communeId = 'commune-1',
  ): NewEvent => ({
    ...{ communeId, at: NOON, actor: 'person-1', subjectId },
    ...happening,
  });
  const created: Happening = { kind: 'announcement.created', details: { title: 'Họp dân' } };

  it('are numbered over the whole installation and read from any number on', async () => {
    await write(async ({ events }) => {
      await events.append(event('a', created));
      await events.append(event('b', undefined, 'commune-2'));
      await events.append(event('c'));
    });

    const { events } = read();
    const a = { ...event('a', created), sequence: 1 };
    const c = { ...event('c'), sequence: 3, details: {} };
    expect(await events.after('commune-1', 0, 10)).toMatchObject([a, c]);
    expect(await events.after('commune-1', 0, 1)).toMatchObject([a]);
    expect(await events.after('commune-1', 1, 10)).toMatchObject([c]);
    expect(await events.ofSubject('commune-1', 'c')).toMatchObject([c]);
    expect(await events.lastSequence('commune-1')).toBe(3);
    expect(await events.lastSequence('commune-3')).toBe(0);
  });

  it('are linked to the one before in their commune, also when they are appended side by side', async () => {
    await write(({ events }) =>
      Promise.all(
        ['a', 'b', 'c', 'd'].map((id) => events.append(event(id, undefined, id === 'c' ? 'commune-2' : 'commune-1'))),
      ),
    );
    await write(({ events }) => events.append(event('e')));

    const { items } = await read().events.latest('commune-1', { limit: 10 });
    const links = [...items].reverse();
    expect(links.map(({ chainNumber }) => chainNumber)).toEqual([1, 2, 3, 4]);
    expect(links.map(({ previousHash }) => previousHash)).toEqual([
      CHAIN_START,
      ...links.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(await read().events.chainHead('commune-1')).toEqual({
      communeId: 'commune-1',
      chainNumber: 4,
      hash: links.at(-1)!.hash,
      olderEvents: 0,
    });
    expect(await read().events.chainHead('commune-2')).toMatchObject({ chainNumber: 1 });
    expect(await read().events.chainHead('commune-3')).toMatchObject({ chainNumber: 0, hash: CHAIN_START });
  });

  it('leave no gap in the chain when their unit of work fails', async () => {
    await write(({ events }) => events.append(event('a')));
    const failing = write(async ({ events }) => {
      await events.append(event('b'));
      await events.append(event('c'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await write(({ events }) => events.append(event('d')));

    const { items } = await read().events.latest('commune-1', { limit: 10 });
    expect(items.map(({ subjectId, chainNumber, sequence }) => [subjectId, chainNumber, sequence])).toEqual([
      ['d', 2, 2],
      ['a', 1, 1],
    ]);
  });

  it('are found by what they are about and by what happened', async () => {
    await write(async ({ events }) => {
      await events.append(event('a'));
      await events.append(event('a', created));
      await events.append(event('b', created));
    });

    const found = async (filter: EventFilter) =>
      (await read().events.latest('commune-1', { limit: 10 }, filter)).items.map(({ sequence }) => sequence);
    expect(await found({ subjectId: 'a' })).toEqual([2, 1]);
    expect(await found({ kinds: ['announcement.created'] })).toEqual([3, 2]);
    expect(await found({ subjectId: 'a', kinds: ['announcement.created'] })).toEqual([2]);
    expect(await found({ subjectId: 'nothing' })).toEqual([]);
  });

  it('are paged newest first, beyond nine', async () => {
    await write(async ({ events }) => {
      for (let number = 1; number <= 12; number += 1) await events.append(event(`subject-${number}`));
    });

    const first = await read().events.latest('commune-1', { limit: 3 });
    const second = await read().events.latest('commune-1', { limit: 30, cursor: first.nextCursor ?? undefined });

    expect(first.items.map(({ sequence }) => sequence)).toEqual([12, 11, 10]);
    expect(second.items.map(({ sequence }) => sequence)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(second.nextCursor).toBeNull();
  });
});

describe('complaints', () => {
  it('are paged newest first and keep what they were answered', async () => {
    await insertPlaces();
    await write(async ({ complaints }) => {
      await complaints.insert(aComplaint());
      await complaints.insert(aComplaint({ id: 'complaint-2', text: '' }));
    });
    const end = { answer: 'Đã vặn nhỏ.', closedBy: 'person-1', closedAt: NOON + 1 };
    await write(({ complaints }) => complaints.update('complaint-1', end));

    const { complaints } = read();
    expect(await complaints.complaint('complaint-1')).toEqual(aComplaint(end));
    const { items, nextCursor } = await complaints.complaints('commune-1', { limit: 1 });
    expect([items, nextCursor]).toEqual([[aComplaint({ id: 'complaint-2', text: '' })], 'complaint-2']);
  });
});

describe('installation', () => {
  it('remembers how far the demo clock is ahead', async () => {
    expect(await read().installation.clockOffsetMs()).toBe(0);

    await write(({ installation }) => installation.setClockOffsetMs(1_000));
    await write(({ installation }) => installation.setClockOffsetMs(31_622_400_000));

    expect(await read().installation.clockOffsetMs()).toBe(31_622_400_000);
  });

  it('keeps one signing key per commune', async () => {
    const key = { communeId: 'commune-1', keyId: 'k1', privateKeyPem: 'pem\n', publicKey: 'base64', createdAt: NOON };
    await write(({ installation }) => installation.insertCommuneKey(key));

    expect(await read().installation.communeKey('commune-1')).toEqual(key);
    await expect(write(({ installation }) => installation.insertCommuneKey(key))).rejects.toThrow(
      'commune_keys.communeId',
    );
  });

  it('keeps what was done for repeated requests, each step once, and forgets old ones', async () => {
    const outcome = new Uint8Array([0, 255, 7]);
    const step = { who: 'person-1', keyHash: 'k', place: 1, requestHash: 'h', keptAt: NOON, outcome };
    const answer = { ...step, place: 0 };
    await write(({ installation }) => installation.insertIntentStep(step));
    await write(({ installation }) => installation.insertIntentStep(answer));
    expect(await read().installation.intentSteps('person-1', 'k')).toEqual([answer, step]);
    expect(await read().installation.intentSteps('person-2', 'k')).toEqual([]);
    await expect(write(({ installation }) => installation.insertIntentStep(step))).rejects.toThrow('intent_steps');

    await write(({ installation }) => installation.insertIntentStep({ ...step, keyHash: 'old', keptAt: NOON - 1 }));
    await write(({ installation }) => installation.deleteIntentStepsBefore(NOON));
    expect(await read().installation.intentSteps('person-1', 'old')).toEqual([]);
    expect(await read().installation.intentSteps('person-1', 'k')).toEqual([answer, step]);
  });
});

it('a question with nothing in it is an error, never the first row there is', async () => {
  await write(({ people }) => people.insertPerson(aPerson()));

  const unknown = undefined as unknown as string;

  await expect(read().people.personByLogin(unknown)).rejects.toThrow('Undefined value');
  await expect(write(({ people }) => people.updatePerson(unknown, { name: 'x' }))).rejects.toThrow('Undefined value');
  await expect(write(({ people }) => people.deleteToken(unknown))).rejects.toThrow('Undefined value');
});

it('what is given is never changed', async () => {
  const frozen = Object.freeze({ ...aCommune() });

  await write(({ places }) => places.insertCommune(frozen));

  expect(frozen).toEqual(aCommune());
});
