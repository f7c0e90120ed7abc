// A disk that fills at the pace of its last weeks is told two months before, to whoever looks after the installation.
import { AudioStore, Machine, Needs } from '#application';
import { DAY_MS, RESERVED_BYTES } from '#domain';
import { DeskWorld } from '../support/desk-world';

const GIB = 1024 ** 3;

it('is read once a day, and said with its day once that is near', async () => {
  const world = await DeskWorld.open();
  try {
    let free = RESERVED_BYTES + 100 * GIB;
    const sounds = world.get<AudioStore>(AudioStore as never);
    jest.spyOn(sounds, 'freeBytes').mockImplementation(() => Promise.resolve(free));
    const said = async (login: 'mai' | 'ngan') =>
      (await world.get(Needs).now(world.person(login), world.communeId)).fillingDisk;
    const days = async (count: number) => {
      for (let day = 0; day < count; day += 1) {
        await world.get(Machine).keep();
        await world.get(Machine).keep();
        world.clock.pass(DAY_MS);
        free -= GIB;
      }
    };
    await days(20);
    expect(await said('mai')).toBeNull();
    await days(21);
    const told = (await said('mai'))!;
    expect(Math.round((told.fullAt - world.clock.now()) / DAY_MS)).toBe(59);
    expect(told.freeBytes).toBe(RESERVED_BYTES + 60 * GIB);
    expect(await said('ngan')).toBeNull();
    const { installation } = world.database.unitOfWork.read;
    expect(await installation.diskReadings(0)).toHaveLength(41);
  } finally {
    await world.close();
  }
});
