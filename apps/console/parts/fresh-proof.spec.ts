// What is refused for the age of the proof is sent again as it was, once the person has proved anew who they are.
import { afterFreshProof, askForProofBy } from './fresh-proof';

type Callback = 'onRequest' | 'onResponse';

const refused = (code: string) => Response.json({ code }, { status: 403 });
const request = () =>
  new Request('https://loa.example/api/v1/bookings/1/approve', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'khoa-mot' },
    body: '{"digest":"abc"}',
  });

async function answered(first: Response, sent: Request[]): Promise<Response> {
  const middleware = afterFreshProof((again) => {
    sent.push(again);
    return Promise.resolve(new Response('xong'));
  });
  const call = (name: Callback, more: object) =>
    (middleware[name] as (given: object) => Promise<Response | undefined>)({ id: 'one', ...more });
  const asked = request();
  await call('onRequest', { request: asked });
  // Sending it reads the body.
  await asked.text();
  return (await call('onResponse', { request: asked, response: first })) ?? first;
}

it('sends the same request with the same key again', async () => {
  askForProofBy(() => Promise.resolve(true));
  const sent: Request[] = [];
  expect(await (await answered(refused('proof-too-old'), sent)).text()).toBe('xong');
  const again = await Promise.all(sent.map(async (each) => [each.headers.get('Idempotency-Key'), await each.text()]));
  expect(again).toEqual([['khoa-mot', '{"digest":"abc"}']]);
});

it('lets the refusal stand when the person does not prove it, and every other refusal', async () => {
  const sent: Request[] = [];
  askForProofBy(() => Promise.resolve(false));
  expect((await answered(refused('proof-too-old'), sent)).status).toBe(403);
  askForProofBy(() => Promise.reject(new Error('nobody is asked')));
  expect((await answered(refused('not-allowed'), sent)).status).toBe(403);
  expect(sent).toEqual([]);
});

it('asks the person once for what is refused at the same time', async () => {
  let count = 0;
  askForProofBy(async () => {
    count += 1;
    await Promise.resolve();
    return true;
  });
  const sent: Request[] = [];
  await Promise.all([answered(refused('proof-too-old'), sent), answered(refused('proof-too-old'), sent)]);
  expect([count, sent.length]).toEqual([1, 2]);
});
