// Some acts ask for a proof that is not old. Whoever gave their last one a while ago is asked for it once, and then the same request is sent again with
// the same key: what was typed stays, and nothing is done twice.
import type { Middleware } from 'openapi-fetch';

/** Asks the person who they are once more; true: they proved it. */
type Asking = () => Promise<boolean>;

let asking: Asking | undefined;
/** Several requests may be refused at once: the person is asked once. */
let asked: Promise<boolean> | undefined;

/** Names who asks the person; on a page that names nobody a refusal stays a refusal. */
export function askForProofBy(ask: Asking): void {
  asking = ask;
}

/** Sends again what was refused for the age of the proof. */
export function afterFreshProof(
  send: (request: Request) => Promise<Response> = (request) => fetch(request),
): Middleware {
  const copies = new Map<string, Request>();
  return {
    onRequest({ request, id }) {
      // Nothing of that kind comes as sound; and a body can be read once.
      const type = request.headers.get('Content-Type');
      if (request.method !== 'GET' && (type === null || type === 'application/json')) copies.set(id, request.clone());
    },
    async onResponse({ response, id }) {
      const copy = copies.get(id);
      copies.delete(id);
      if (!copy || !(await wantsFreshProof(response)) || !(await prove())) return undefined;
      return send(copy);
    },
    onError({ id }) {
      copies.delete(id);
    },
  };
}

async function wantsFreshProof(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const { code } = (await response.clone().json()) as { readonly code?: string };
  return code === 'proof-too-old';
}

async function prove(): Promise<boolean> {
  asked ??= (asking?.() ?? Promise.resolve(false)).finally(() => (asked = undefined));
  return asked;
}
