// Nothing goes over a network in clear: which addresses would make it so.

const WITHOUT_TLS = new Set(['http:', 'mqtt:', 'redis:']);

/** Whether what is said to that address could be read by others on its way. */
export function goesInClear(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return WITHOUT_TLS.has(protocol) && !isLoopback(hostname);
}

/** Whether what is said to that host stays on this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
