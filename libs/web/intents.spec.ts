// One name for what is meant, until it is done.
import { Intent, standingIntent } from './intents';

it('a lost answer that is asked for again has the same key', () => {
  const intent = new Intent();
  expect(intent.keyFor('POST /bookings {"at":"17:00"}')).toBe(intent.keyFor('POST /bookings {"at":"17:00"}'));
});

it('a changed form has another key, and so has another form', () => {
  const intent = new Intent();
  const key = intent.keyFor('POST /bookings {"at":"17:00"}');
  expect(intent.keyFor('POST /bookings {"at":"17:05"}')).not.toBe(key);
  expect(new Intent().keyFor('POST /bookings {"at":"17:00"}')).not.toBe(key);
});

it('what is done is done: the next press means it anew, also when another form was done meanwhile', () => {
  const [stop, lift] = [new Intent(), new Intent()];
  const key = stop.keyFor('stop');
  lift.done();
  const next = stop.keyFor('stop');
  expect(next).not.toBe(key);
  stop.done();
  expect(stop.keyFor('stop')).not.toBe(next);
});

it('stands for the requests that begin in its step, and for no others', async () => {
  const [outer, inner] = [new Intent(), new Intent()];
  const seen: unknown[] = [];
  const later = outer.step(async () => {
    seen.push(standingIntent());
    inner.step(() => seen.push(standingIntent()));
    seen.push(standingIntent());
    await Promise.resolve();
    seen.push(standingIntent());
  });
  await later;
  expect(seen).toEqual([outer, inner, outer, undefined]);
});

it('is long enough for an answer that holds a secret', () => {
  expect(new Intent().keyFor('link').length).toBeGreaterThanOrEqual(32);
});
