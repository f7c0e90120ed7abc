// Whoever may speak without TLS is told apart by the address alone.
import { isThisMachine } from './this-machine';

it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
  expect(isThisMachine(address)).toBe(true);
});

it.each(['192.168.1.20', '10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', '2001:db8::1', '0.0.0.0', ''])(
  '%s is another machine',
  (address) => {
    expect(isThisMachine(address)).toBe(false);
  },
);
