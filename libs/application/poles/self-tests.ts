// The silent test of the whole way to every pole: begun by the night or by a person, said again until everybody answered, told once when
// somebody failed or kept silent.
import { randomUUID } from 'node:crypto';
import {
  failedChecks,
  follow,
  localDateOf,
  mayDo,
  Problem,
  SELF_TEST_DEADLINE_MS,
  SELF_TEST_LIFECYCLE,
  selfTestDueOn,
  type Actor,
  type Commune,
  type Instant,
  type LocalDate,
  type SelfTest,
  type SelfTestResult,
  type SoundRef,
} from '#domain';
import { derivedId, PROTOCOL_VERSION } from '#protocol';
import { Injectable } from '@nestjs/common';
import { requireView } from '../acting/access';
import { sightOf } from '../acting/reach';
import { eachInTurn } from '../acting/run-all';
import { newId } from '../acting/new-id';
import { caretakersOf, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import { DeviceLink } from '../ports/device-link';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Seals } from '../wire/seals';

/** Among so many of the newest recordings the smallest is taken to be fetched. */
const RECORDINGS_LOOKED_AT = 50;

/** A result with the names of where it is. */
interface PlacedSelfTestResult extends SelfTestResult {
  readonly controller: string;
  readonly zone: string;
}

/** A test with the result of every controller that was asked. */
interface SelfTestReport extends SelfTest {
  readonly results: readonly PlacedSelfTestResult[];
}

@Injectable()
export class SelfTests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
  ) {}

  /** Begins one now, for whoever looks after the poles or orders drills. */
  async begin(actor: Actor, communeId: string): Promise<SelfTestReport> {
    requireView(actor, communeId);
    const place = { communeId, villageId: null };
    if (!mayDo(actor, 'device.enrol', place) && !mayDo(actor, 'drill.order', place)) {
      throw new Problem('not-allowed', { act: 'device.enrol' });
    }
    const test = await this.unitOfWork.run(async (stores) => {
      const commune = (await stores.places.commune(communeId))!;
      const now = this.clock.now();
      return this.write(stores, commune, localDateOf(now, commune.timeZone), actor.personId, now);
    });
    await this.say(test);
    return reportOf(this.unitOfWork.read, test);
  }

  /** The tests of one day, newest first, with what the poles said at which the actor may look. */
  async reports(actor: Actor, communeId: string, localDate: LocalDate): Promise<readonly SelfTestReport[]> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const tests = await read.selfTests.testsOn(communeId, localDate);
    const sight = await sightOf(read, actor, communeId);
    const reports = await Promise.all(tests.map((test) => reportOf(read, test)));
    return reports.map((report) => ({
      ...report,
      results: report.results.filter(({ controllerId }) => sight(controllerId)),
    }));
  }

  /** Begins the test of the night when it is due, and sees to those that are under way. A chore: safe to repeat. */
  async keep(communeId: string): Promise<void> {
    const begin = () => this.unitOfWork.run((stores) => this.beginNightly(stores, communeId));
    await eachInTurn([begin, () => this.keepOpen(communeId)], (part) => part());
  }

  private async keepOpen(communeId: string): Promise<void> {
    const now = this.clock.now();
    await eachInTurn(await this.unitOfWork.read.selfTests.open(communeId), async (test) => {
      const results = await this.unitOfWork.read.selfTests.results(test.id);
      const waits = results.some(({ state }) => state === 'asked');
      if (waits && now < test.deadlineAt) await this.say(test);
      else await this.unitOfWork.run((stores) => this.end(stores, test, now));
    });
  }

  private async beginNightly(stores: Stores, communeId: string): Promise<void> {
    const commune = await stores.places.commune(communeId);
    const now = this.clock.now();
    const night = commune && selfTestDueOn(commune.rules.selfTestAt, commune.timeZone, now);
    if (night === undefined) return;
    const known = await stores.selfTests.testsOn(communeId, night);
    if (!known.some(({ orderedBy }) => orderedBy === null)) await this.write(stores, commune!, night, null, now);
  }

  private async write(
    stores: Stores,
    { id: communeId }: Commune,
    localDate: LocalDate,
    orderedBy: string | null,
    now: Instant,
  ): Promise<SelfTest> {
    const test: SelfTest = {
      id: newId(now),
      communeId,
      localDate,
      orderedBy,
      nonce: randomUUID(),
      sound: await smallestSound(stores, communeId),
      startedAt: now,
      deadlineAt: now + SELF_TEST_DEADLINE_MS,
      endedAt: null,
    };
    const devices = await stores.devices.devices(communeId);
    const asked = devices.map(({ controllerId }): SelfTestResult => ({
      id: resultId(test.id, controllerId),
      testId: test.id,
      communeId,
      controllerId,
      state: 'asked',
      findings: null,
      answeredAt: null,
    }));
    await stores.selfTests.insert(test, asked);
    const actor = orderedBy ?? 'system';
    const details = { controllers: asked.length };
    await stores.events.append({ communeId, at: now, kind: 'self-test.begun', actor, subjectId: test.id, details });
    return test;
  }

  private async say({ id: testId, communeId, nonce, startedAt, deadlineAt, sound }: SelfTest): Promise<void> {
    await eachInTurn(await this.unitOfWork.read.places.zones(communeId), async ({ id: zoneId }) => {
      const envelope = await this.seals.seal(communeId, 'self-test', {
        protocol: PROTOCOL_VERSION,
        testId,
        communeId,
        zoneId,
        nonce,
        issuedAt: startedAt,
        expiresAt: deadlineAt,
        sound,
      });
      await this.link.publishSelfTest(communeId, zoneId, envelope);
    });
  }

  private async end(stores: Stores, { id, communeId }: SelfTest, now: Instant): Promise<void> {
    const test = (await stores.selfTests.test(id))!;
    if (test.endedAt !== null) return;
    for (const result of await stores.selfTests.results(id)) {
      if (result.state !== 'asked') continue;
      await stores.selfTests.putResult({ ...result, state: follow(SELF_TEST_LIFECYCLE, result.state, 'run_out') });
    }
    await stores.selfTests.update(id, { endedAt: now });
    const { results } = await reportOf(stores, test);
    const troubled = results.filter(({ state }) => state !== 'passed');
    const details = { controllers: results.length, passed: results.length - troubled.length };
    await stores.events.append({
      communeId,
      at: now,
      kind: 'self-test.ended',
      actor: 'system',
      subjectId: id,
      details,
    });
    if (troubled.length === 0) return;
    const told = await caretakersOf(stores, communeId);
    const values = {
      count: troubled.length,
      place: troubled.map(({ controller }) => controller).join(', '),
      poles: troubled.map(({ controllerId, state, findings }) => ({
        controllerId,
        state,
        failed: findings ? failedChecks(findings).map((check) => `${check}: ${findings[check]}`) : [],
      })),
    };
    await tell(stores, told, { communeId, kind: 'self-test-failed', subjectId: id, values }, now);
  }
}

/** The result of one controller in one test. */
export function resultId(testId: string, controllerId: string): string {
  return derivedId('self-test', testId, controllerId);
}

/** Something short that the commune has, to be fetched by every pole. */
async function smallestSound(stores: StoreReads, communeId: string): Promise<SoundRef | null> {
  const { items } = await stores.recordings.recordings(communeId, { limit: RECORDINGS_LOOKED_AT });
  const renditions = items.flatMap(({ rendition }) => rendition ?? []);
  const smallest = renditions.reduce<SoundRef | null>(
    (least, each) => (least === null || each.bytes < least.bytes ? each : least),
    null,
  );
  return smallest && { sha256: smallest.sha256, bytes: smallest.bytes, durationMs: smallest.durationMs };
}

async function reportOf(stores: StoreReads, test: SelfTest): Promise<SelfTestReport> {
  const zones = new Map((await stores.places.zones(test.communeId)).map(({ id, name }) => [id, name]));
  const controllers = new Map((await stores.places.controllers(test.communeId)).map((each) => [each.id, each]));
  const results = (await stores.selfTests.results(test.id)).map((result) => {
    const controller = controllers.get(result.controllerId);
    return { ...result, controller: controller?.name ?? '', zone: zones.get(controller?.zoneId ?? '') ?? '' };
  });
  return { ...test, results };
}
