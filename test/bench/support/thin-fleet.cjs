// Thousands of poles as far as a broker can tell, in a process of its own and with no library: real connections that say who they are, subscribe,
// ping, and note when something arrives. Told by IPC; times are in milliseconds of the machine, so that both processes mean the same.
const { connect } = require('node:net');

const nowMs = () => performance.timeOrigin + performance.now();
/** So many greet the broker at once. */
const AT_A_TIME = 50;
let poles = [];
let awaited = undefined;
let unanswered = 0;

function field(text) {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

function packet(type, ...parts) {
  const body = Buffer.concat(parts);
  const length = [];
  for (let left = body.length; length.length === 0 || left > 0; left >>= 7)
    length.push((left & 127) | (left > 127 ? 128 : 0));
  return Buffer.concat([Buffer.from([type, ...length]), body]);
}

const PING = packet(0xc0);
/** With a last will where somebody is to hear of its going. */
function greeting({ id, secret, presence }) {
  const will = presence ? [field(presence), field('offline')] : [];
  const flags = presence ? 0xee : 0xc2;
  return packet(0x10, field('MQTT'), Buffer.from([4, flags, 0, 60]), field(id), ...will, field(id), field(secret));
}
const subscription = (topics) =>
  packet(0x82, Buffer.from([0, 1]), ...topics.flatMap((topic) => [field(topic), Buffer.from([1])]));
/** Kept for whoever comes later. */
const online = (presence) => packet(0x31, field(presence), Buffer.from('online'));

/** Hands out whole packets, however they are cut. */
function packetsOf(take) {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    for (;;) {
      let [length, at] = [0, 1];
      for (; at < rest.length; at += 1) {
        length |= (rest[at] & 127) << (7 * (at - 1));
        if ((rest[at] & 128) === 0) break;
      }
      if (rest.length < at + 1 || rest.length < at + 1 + length) return;
      take(rest[0], rest.subarray(at + 1, at + 1 + length));
      rest = rest.subarray(at + 1 + length);
    }
  };
}

function open(wanted) {
  const { port, id, topics, presence } = wanted;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const pole = { socket };
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('connect', () => socket.write(greeting(wanted)));
    socket.on(
      'data',
      packetsOf((type, body) => {
        if (type === 0x20 && body[1] !== 0) reject(new Error(`${id} was not admitted: ${body[1]}`));
        else if (type === 0x20) socket.write(subscription(topics));
        else if (type === 0x90) {
          if (presence) socket.write(online(presence));
          resolve(pole);
        } else if (type === 0xd0) answered();
        else if ((type & 0xf0) === 0x30) arrived(socket, type, body);
      }),
    );
  });
}

function arrived(socket, type, body) {
  const topicEnd = 2 + body.readUInt16BE(0);
  if (type & 2) socket.write(Buffer.from([0x40, 2, body[topicEnd], body[topicEnd + 1]]));
  if (!awaited || !body.toString('latin1', 2, topicEnd).endsWith(awaited.ending)) return;
  awaited.times.push(nowMs());
  if (awaited.times.length < awaited.count) return;
  process.send({ times: awaited.times });
  awaited = undefined;
}

function answered() {
  unanswered -= 1;
  if (unanswered === 0) process.send({ pinged: true });
}

async function openAll(wanted) {
  for (let first = 0; first < wanted.length; first += AT_A_TIME) {
    poles.push(...(await Promise.all(wanted.slice(first, first + AT_A_TIME).map(open))));
  }
}

process.on('message', (told) => {
  if (told.open) {
    openAll(told.open).then(
      () => process.send({ opened: poles.length }),
      (error) => process.send({ failed: String(error) }),
    );
  }
  if (told.await) {
    awaited = { ...told.await, times: [] };
    process.send({ awaiting: true });
  }
  if (told.ping) {
    unanswered = poles.length;
    for (const { socket } of poles) socket.write(PING);
  }
  if (told.leave) {
    for (const { socket } of poles) socket.destroy();
    poles = [];
    process.send({ left: true });
  }
});
