// Asks one server again and again over a few kept connections, in a process of its own, so that the processor time of the measured process is
// that of answering alone. Told by IPC what to ask; says when all of it was answered, and how long each answer took.
const { Agent, get } = require('node:http');

const CONNECTIONS = 8;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function ask(url, headers, tookMs) {
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume().on('end', () => {
        tookMs.push(performance.now() - startedMs);
        resolve();
      });
    }).on('error', reject);
  });
}

async function askInTurn(url, headers, requests, tookMs) {
  for (let request = 0; request < requests; request += 1) await ask(url, headers, tookMs);
}

process.on('message', ({ url, headers, requests }) => {
  const tookMs = [];
  const each = Math.ceil(requests / CONNECTIONS);
  Promise.all(Array.from({ length: CONNECTIONS }, () => askInTurn(url, headers, each, tookMs))).then(
    () => process.send({ answered: each * CONNECTIONS, tookMs }),
    (error) => process.send({ failed: String(error) }),
  );
});
