// What the door did with a request, where the status of the answer does not say it: told in the server's log (see `log/security-log.ts`).

declare module 'fastify' {
  interface FastifyRequest {
    doorKind?: 'signed-in' | 'signed-out' | 'cross-site';
  }
}

export {};
