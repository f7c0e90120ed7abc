// Training at the desk: who looks after poles breaks and mends simulated ones of the own commune; a real installation has none.
import { ApiBench } from '../support/api-bench';

const open = async (settings?: Readonly<Record<string, string>>) => {
  const bench = await ApiBench.open(settings);
  const technician = await bench.signIn('tho');
  const address = `/api/v1/communes/${bench.home.commune.id}/simulator`;
  const list = async () => (await bench.ask('GET', address, { as: technician })).json<{ items: readonly object[] }>();
  const turn = (controllerIds: readonly string[], on: boolean) =>
    bench.ask('PUT', `${address}/faults`, { as: technician, body: { controllerIds, fault: 'link-down', on } });
  return { bench, technician, address, list, turn };
};

it('breaks and mends poles of the own commune, and of no other', async () => {
  const { bench, list, turn } = await open();
  const [first, second] = bench.home.controllers.map(({ id }) => id);
  expect((await list()).items).toHaveLength(bench.home.controllers.length);
  expect((await turn([first!, second!], true)).statusCode).toBe(200);
  expect((await turn([second!], false)).statusCode).toBe(200);
  const broken = { controllerId: first, on: true, faults: ['link-down'] };
  expect((await list()).items).toEqual(
    expect.arrayContaining([broken, { controllerId: second, on: true, faults: [] }]),
  );
  expect((await turn([first!, bench.foreign.controllers[0]!.id], false)).statusCode).toBe(404);
  expect((await list()).items).toContainEqual(broken);
  await bench.close();
});

it('is no address of a real installation', async () => {
  const { bench, technician, address, turn } = await open({
    LOA_MODE: 'production',
    LOA_PUBLIC_URL: 'https://loa.example.vn',
  });
  expect((await bench.ask('GET', address, { as: technician })).statusCode).toBe(404);
  expect((await turn([bench.home.controllers[0]!.id], true)).statusCode).toBe(404);
  await bench.close();
});
