// Asks one server again and again over a few kept connections, in a process of its own, so that the processor time of the measured process is
// that of answering alone. Told by IPC what to ask; says when all of it was answered.
const { Agent, get } = require('node:http');

const CONNECTIONS = 8;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function ask(url, headers) {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume().on('end', resolve);
    }).on('error', reject);
  });
}

async function askInTurn(url, headers, requests) {
  for (let request = 0; request < requests; request += 1) await ask(url, headers);
}

process.on('message', ({ url, headers, requests }) => {
  const each = Math.ceil(requests / CONNECTIONS);
  Promise.all(Array.from({ length: CONNECTIONS }, () => askInTurn(url, headers, each))).then(
    () => process.send({ answered: each * CONNECTIONS }),
    (error) => process.send({ failed: String(error) }),
  );
});
