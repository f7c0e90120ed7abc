// What a unit of work promises. The first two are faults measured on this very stack without it: they stay here for good.
import { Intent, sha256Of, type NewEvent, type Stores } from '#application';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database';
import { aCommune, anAiring, aPlayback, aRecording, aRundown, aZone, NOON } from '../support/factories';

let database: TemporaryDatabase;
const read = () => database.unitOfWork.read;
const write = <T>(work: (stores: Stores) => Promise<T>) => database.unitOfWork.run(work);

beforeEach(async () => {
  database = await temporaryDatabase();
});
afterEach(() => database.remove());

const anEvent = (own: Partial<Pick<NewEvent, 'communeId' | 'subjectId'>> = {}): NewEvent => ({
  communeId: 'commune-1',
  at: NOON,
  kind: 'stop.lifted',
  actor: 'system',
  subjectId: 'recording-1',
  ...own,
});

/** Does it in a part that then fails. */
async function undone(apart: Stores['apart'], work: () => Promise<void>): Promise<void> {
  const part = apart(async () => {
    await work();
    throw new Error('this part is undone');
  });
  await expect(part).rejects.toThrow('this part is undone');
}

/** A promise and the way to keep it. */
function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('a unit of work beside others', () => {
  it('goes before all that wait when it hurries, in the order in which those came, and what does not hurry comes after', async () => {
    const { unitOfWork } = database;
    const mayEnd = gate();
    const written: string[] = [];
    const note = (what: string) => write(async () => void written.push(what));
    const first = write(() => mayEnd.opened);
    const acts = [
      note('plan 1'),
      unitOfWork.urgently(async () => {
        await note('stop');
        await note('the rest of the stop');
      }),
      note('plan 2'),
      unitOfWork.urgently(() => unitOfWork.aside(async () => void written.push('emergency'))),
    ];
    mayEnd.open();
    await Promise.all([first, ...acts]);
    expect(written).toEqual(['stop', 'emergency', 'the rest of the stop', 'plan 1', 'plan 2']);
  });

  it('loses none of 1,000 acknowledged writes beside neighbours that fail', async () => {
    const neighbour = (place: number) =>
      write(async ({ installation, recordings }) => {
        await installation.setClockOffsetMs(place);
        await recordings.insert(aRecording({ id: `failing-${place}` }));
        throw new Error('the neighbour fails');
      });
    const acknowledged: string[] = [];
    const all: Promise<unknown>[] = [];
    for (let place = 0; place < 1_000; place += 1) {
      const id = `kept-${place}`;
      all.push(write(({ recordings }) => recordings.insert(aRecording({ id }))).then(() => acknowledged.push(id)));
      if (place % 5 === 0) all.push(expect(neighbour(place)).rejects.toThrow('the neighbour fails'));
    }
    await Promise.all(all);

    const kept = (await read().recordings.unfinished()).map(({ id }) => id);
    expect(acknowledged).toHaveLength(1_000);
    expect(new Set(kept)).toEqual(new Set(acknowledged));
    expect(await read().installation.clockOffsetMs()).toBe(0);
  });

  it('reads and then writes 300 times in parallel without a lost update', async () => {
    await Promise.all(
      Array.from({ length: 300 }, () =>
        write(async ({ installation }) => {
          const seen = await installation.clockOffsetMs();
          await installation.setClockOffsetMs(seen + 1);
        }),
      ),
    );

    expect(await read().installation.clockOffsetMs()).toBe(300);
  });

  it('gets its turn in the order of asking', async () => {
    const order: number[] = [];

    await Promise.all([1, 2, 3, 4].map((place) => write(async () => void order.push(place))));

    expect(order).toEqual([1, 2, 3, 4]);
  });
});

describe('what is read', () => {
  it('is what was committed: at once after the end, nothing before, and without waiting', async () => {
    const written = gate();
    const mayEnd = gate();
    const unit = write(async ({ places }) => {
      await places.insertCommune(aCommune());
      expect(await places.commune('commune-1')).toEqual(aCommune());
      written.open();
      await mayEnd.opened;
    });
    await written.opened;

    expect(await read().places.communes()).toEqual([]);

    mayEnd.open();
    await unit;
    expect(await read().places.communes()).toEqual([aCommune()]);
  });

  it('cannot be used to write', async () => {
    const reads = read() as unknown as Stores;

    await expect(reads.places.insertCommune(aCommune())).rejects.toThrow('readonly');
  });
});

describe('a unit of work that fails', () => {
  it('leaves nothing and hands on the very error', async () => {
    const error = new Error('changed my mind');

    const unit = write(async ({ places, events }) => {
      await places.insertCommune(aCommune());
      await events.append(anEvent());
      throw error;
    });

    await expect(unit).rejects.toBe(error);
    expect(await read().places.communes()).toEqual([]);
    expect(await read().events.lastSequence('commune-1')).toBe(0);
  });

  it('leaves nothing when one of several writes at once fails', async () => {
    const unit = write(({ recordings }) =>
      Promise.all([
        recordings.insert(aRecording({ id: 'a' })),
        recordings.insert(aRecording({ id: 'a' })),
        recordings.insert(aRecording({ id: 'b' })),
      ]),
    );

    await expect(unit).rejects.toThrow('recordings.id');
    expect(await read().recordings.unfinished()).toEqual([]);
  });

  it('leaves nothing when the commit itself is refused, and the next one works', async () => {
    const unit = write(async ({ recordings, places }) => {
      await recordings.insert(aRecording());
      await places.insertZone(aZone({ villageId: 'nowhere' }));
    });

    await expect(unit).rejects.toThrow('FOREIGN KEY');
    expect(await read().recordings.unfinished()).toEqual([]);
    await write(({ recordings }) => recordings.insert(aRecording()));
    expect(await read().recordings.unfinished()).toHaveLength(1);
  });

  it('says which rule was broken, never with which values', async () => {
    const secret = aRecording({ fileName: 'private words' });
    await write(({ recordings }) => recordings.insert(secret));

    const error: unknown = await write(({ recordings }) => recordings.insert(secret)).catch(
      (caught: unknown) => caught,
    );

    expect(String(error)).toContain('UNIQUE constraint failed: recordings.id');
    expect(JSON.stringify([error, Object.entries(error as object)])).not.toContain('private words');
  });
});

describe('a part of a unit of work', () => {
  it('that fails leaves nothing, hands on the very error, and the rest stands', async () => {
    const error = new Error('changed my mind');
    await write(async (stores) => {
      await stores.recordings.insert(aRecording({ id: 'before' }));
      await stores.events.append(anEvent());
      const part = stores.apart(async () => {
        await stores.recordings.insert(aRecording({ id: 'part' }));
        await stores.events.append(anEvent({ subjectId: 'part' }));
        throw error;
      });
      await expect(part).rejects.toBe(error);
      await stores.recordings.insert(aRecording({ id: 'after' }));
      await stores.events.append(anEvent({ subjectId: 'after' }));
    });

    expect((await read().recordings.unfinished()).map(({ id }) => id).sort()).toEqual(['after', 'before']);
    const events = await read().events.after('commune-1', 0, 10);
    expect(events.map(({ subjectId, sequence }) => [subjectId, sequence])).toEqual([
      ['recording-1', 1],
      ['after', 2],
    ]);
    expect(await read().events.chainHead('commune-1')).toMatchObject({ chainNumber: 2 });
  });

  it('may have parts of its own, and answers', async () => {
    const answer = await write(({ recordings, apart }) =>
      apart(async () => {
        await recordings.insert(aRecording({ id: 'outer' }));
        await expect(apart(() => recordings.insert(aRecording({ id: 'outer' })))).rejects.toThrow('recordings.id');
        await apart(() => recordings.insert(aRecording({ id: 'inner' })));
        return 'done';
      }),
    );

    expect(answer).toBe('done');
    expect((await read().recordings.unfinished()).map(({ id }) => id).sort()).toEqual(['inner', 'outer']);
  });

  it('is undone with its unit', async () => {
    const unit = write(async ({ recordings, apart }) => {
      await apart(() => recordings.insert(aRecording()));
      throw new Error('the unit fails');
    });

    await expect(unit).rejects.toThrow('the unit fails');
    expect(await read().recordings.unfinished()).toEqual([]);
  });
});

describe('a unit of work that is misused', () => {
  it('refuses to nest, and does not wait for itself', async () => {
    const outer = write(() => write(({ places }) => places.insertCommune(aCommune())));

    await expect(outer).rejects.toThrow('do not nest');
    expect(await read().places.communes()).toEqual([]);
  });

  it('may follow another that it was begun from', async () => {
    let later: Promise<void> | undefined;
    const ended = gate();
    await write(async () => {
      later = ended.opened.then(() => write(({ places }) => places.insertCommune(aCommune())));
    });
    ended.open();
    await later;

    expect(await read().places.communes()).toHaveLength(1);
  });

  it('commits nothing when a write was not awaited', async () => {
    let forgotten: Promise<void> | undefined;
    const unit = write(async ({ places, recordings }) => {
      await recordings.insert(aRecording());
      forgotten = places.insertCommune(aCommune());
      forgotten.catch(() => 'its fate is tested below');
      await Promise.resolve();
    });

    await expect(unit).rejects.toThrow('await them');
    await Promise.allSettled([forgotten]);
    expect(await read().places.communes()).toEqual([]);
    expect(await read().recordings.unfinished()).toEqual([]);
  });

  it('refuses its stores once it has ended', async () => {
    const escaped = await write(async (stores) => stores);

    await expect(escaped.places.insertCommune(aCommune())).rejects.toThrow('after its end');
    expect(await read().places.communes()).toEqual([]);
  });
});

describe('an intent', () => {
  const open = (own: Partial<Parameters<typeof Intent.open>[1]> = {}) =>
    Intent.open(read().installation, { who: 'person-1', key: 'once', requestHash: 'h', at: NOON, ...own });
  const record = (id: string) => () =>
    write(async ({ recordings }) => {
      await recordings.insert(aRecording({ id }));
      return { id, seen: new Set([1]), nothing: undefined };
    });
  const kept = async () => (await read().recordings.unfinished()).map(({ id }) => id);

  it('does each unit of work once, and comes to the same outcome again', async () => {
    const first = await database.unitOfWork.within(await open(), record('first'));
    const again = await open();
    expect([again.isRepetition, again.answer]).toEqual([true, undefined]);
    expect(await database.unitOfWork.within(again, record('second'))).toEqual(first);
    expect(await kept()).toEqual(['first']);
  });

  it('goes on behind the last unit of work that was committed', async () => {
    await database.unitOfWork.within(await open(), record('first'));
    await database.unitOfWork.within(await open(), async () => {
      await record('again')();
      await record('next')();
    });
    expect(await kept()).toEqual(['first', 'next']);
  });

  it('keeps nothing of a unit of work that failed', async () => {
    const failing = async () => {
      await write(async ({ recordings }) => {
        await recordings.insert(aRecording({ id: 'failing' }));
        throw new Error('no');
      });
    };
    await expect(database.unitOfWork.within(await open(), failing)).rejects.toThrow('no');
    expect((await open()).isRepetition).toBe(false);
    await database.unitOfWork.within(await open(), record('then'));
    expect(await kept()).toEqual(['then']);
  });

  it('is not what is only noted on the way, nor what runs after the answer', async () => {
    let later: Promise<unknown> | undefined;
    const answered = gate();
    await database.unitOfWork.within(await open(), async () => {
      await database.unitOfWork.aside(({ recordings }) => recordings.insert(aRecording({ id: 'noted' })));
      later = answered.opened.then(record('later'));
    });
    answered.open();
    await later;
    expect((await open()).isRepetition).toBe(false);
    expect(await kept()).toEqual(['later', 'noted']);
  });

  it('is one person’s, for one thing, and read by nobody without the key', async () => {
    await database.unitOfWork.within(await open(), record('first'));
    await expect(open({ requestHash: 'other' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect((await open({ who: 'person-2' })).isRepetition).toBe(false);
    const [step] = await read().installation.intentSteps('person-1', sha256Of('once'));
    expect(Buffer.from(step!.outcome).toString('latin1')).not.toContain('first');
  });

  it('is never done by two at once: the second unit of work that commits is refused', async () => {
    const [one, other] = [await open(), await open()];
    await database.unitOfWork.within(one, record('one'));
    await expect(database.unitOfWork.within(other, record('other'))).rejects.toThrow('intent_steps');
    expect(await kept()).toEqual(['one']);
  });
});

describe('listeners to events', () => {
  it('hear once per commit which communes it concerned, when it can be read', async () => {
    const heard: string[][] = [];
    const seen: Promise<number>[] = [];
    database.unitOfWork.onEvents((communeIds) => {
      heard.push([...communeIds].sort());
      seen.push(read().events.lastSequence('commune-1'));
    });

    await write(async ({ events }) => {
      await events.append(anEvent());
      await events.append(anEvent());
      await events.append(anEvent({ communeId: 'commune-2' }));
    });

    expect(heard).toEqual([['commune-1', 'commune-2']]);
    expect(await Promise.all(seen)).toEqual([2]);
  });

  it('hear nothing of what failed, of what wrote no event, and after they stopped', async () => {
    const heard: unknown[] = [];
    const stop = database.unitOfWork.onEvents((communeIds) => heard.push(communeIds));

    await write(({ recordings }) => recordings.insert(aRecording()));
    const failing = write(async ({ events }) => {
      await events.append(anEvent());
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    stop();
    await write(({ events }) => events.append(anEvent()));

    expect(heard).toEqual([]);
  });

  it('hear nothing of a part that was undone', async () => {
    const heard: string[][] = [];
    database.unitOfWork.onEvents((communeIds) => heard.push([...communeIds]));

    await write(async ({ events, apart }) => {
      await events.append(anEvent());
      await undone(apart, () => events.append(anEvent({ communeId: 'commune-2' })));
    });
    await write(({ events, apart }) => undone(apart, () => events.append(anEvent())));

    expect(heard).toEqual([['commune-1']]);
  });

  it('cannot break the commit nor each other; their error is told', async () => {
    const error = new Error('a listener fails');
    const heard: unknown[] = [];
    database.unitOfWork.onEvents(() => {
      throw error;
    });
    database.unitOfWork.onEvents((communeIds) => heard.push(communeIds));

    await write(({ events }) => events.append(anEvent()));

    expect(heard).toHaveLength(1);
    expect(database.reported).toEqual([error]);
    expect(await read().events.lastSequence('commune-1')).toBe(1);
  });
});

describe('listeners to wanted plans', () => {
  let heard: string[][];
  beforeEach(() => {
    heard = [];
    database.unitOfWork.onWantedPlans((communeIds) => heard.push([...communeIds].sort()));
  });
  const want = (...communeIds: readonly string[]) =>
    write(async ({ air }) => {
      for (const id of communeIds) await air.wantPlan(id);
    });

  it('hear once per commit and commune, when it can be read and before the unit ends for its caller', async () => {
    const seen: Promise<number>[] = [];
    database.unitOfWork.onWantedPlans(() =>
      seen.push(
        read()
          .air.planMark('commune-1')
          .then(({ wanted }) => wanted),
      ),
    );

    await want('commune-1', 'commune-2', 'commune-1');

    expect(heard).toEqual([['commune-1', 'commune-2']]);
    expect(await Promise.all(seen)).toEqual([2]);
    await database.unitOfWork.aside(({ air }) => air.wantPlan('commune-3'));
    expect(heard.at(-1)).toEqual(['commune-3']);
  });

  it('hear nothing of what failed, of what wants no plan, of a part that was undone, and after they stopped', async () => {
    const stopped: unknown[] = [];
    database.unitOfWork.onWantedPlans((communeIds) => stopped.push(communeIds))();
    const failing = write(async ({ air }) => {
      await air.wantPlan('commune-1');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await write(({ recordings }) => recordings.insert(aRecording()));
    expect(heard).toEqual([]);

    await write(async ({ air, apart }) => {
      await apart(() => air.wantPlan('kept'));
      await undone(apart, async () => {
        await air.wantPlan('kept');
        await apart(() => air.wantPlan('undone'));
      });
      await air.wantPlan('after');
    });
    expect(heard).toEqual([['after', 'kept']]);
    expect(stopped).toEqual([]);
    expect((await read().air.planMark('kept')).wanted).toBe(1);
  });

  it('cannot break the commit; their error is told', async () => {
    const error = new Error('a listener fails');
    database.unitOfWork.onWantedPlans(() => {
      throw error;
    });

    await want('commune-1');

    expect(database.reported).toEqual([error]);
    expect(heard).toEqual([['commune-1']]);
  });

  it('hear of an intent what its units of work want, and nothing again when it is repeated', async () => {
    const asked = { who: 'person-1', key: 'once', requestHash: 'h', at: NOON };
    const act = async () => {
      const intent = await Intent.open(read().installation, asked);
      await database.unitOfWork.within(intent, () => want('commune-1'));
    };

    await act();
    await act();

    expect(heard).toEqual([['commune-1']]);
  });

  it('hear of an urgent act when it has ended, well or not, once per commune', async () => {
    const { unitOfWork } = database;
    await unitOfWork.urgently(async () => {
      await want('commune-1');
      await want('commune-1', 'commune-2');
      await unitOfWork.urgently(() => want('commune-3'));
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual([['commune-1', 'commune-2', 'commune-3']]);

    const failing = unitOfWork.urgently(async () => {
      await want('commune-4');
      throw new Error('the order did not go out');
    });
    await expect(failing).rejects.toThrow('the order did not go out');
    expect(heard.at(-1)).toEqual(['commune-4']);
  });

  it('hear at once of what an urgent act left behind, and of its neighbours', async () => {
    const ended = gate();
    let later: Promise<void> | undefined;
    await database.unitOfWork.urgently(async () => {
      later = ended.opened.then(() => want('commune-1'));
      await Promise.resolve();
    });
    ended.open();
    await later;
    expect(heard).toEqual([['commune-1']]);

    const mayEnd = gate();
    const urgent = database.unitOfWork.urgently(() => mayEnd.opened);
    await want('commune-2');
    expect(heard.at(-1)).toEqual(['commune-2']);
    mayEnd.open();
    await urgent;
  });
});

it('a thousand playbacks are one unit of work, all or nothing', async () => {
  const playbacks = Array.from({ length: 1_500 }, (_, place) => aPlayback({ id: `playback-${place}` }));
  const unit = write(async ({ air }) => {
    await air.putRundowns([aRundown()]);
    await air.putAirings([anAiring()]);
    await air.putPlaybacks([...playbacks, aPlayback({ id: 'astray', airingId: 'nowhere' })]);
  });

  await expect(unit).rejects.toThrow('FOREIGN KEY');
  expect(await read().air.playbacksOfRundowns(['rundown-1'])).toEqual([]);
});
