// A person at the API, as the demo plays one: signs in, sends, asks again until something is so. Uses nothing that a stranger could not.
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';

/** What the API refused, in its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** Somebody gave the account another password than the one that the demo knows. */
export class OtherPassword extends Error {
  constructor(readonly login: string) {
    super(
      `Tài khoản “${login}” đã đổi mật khẩu nên bản trình diễn không đăng nhập thay được. Những việc khác vẫn chạy. ` +
        'Muốn lại như cũ: đổi mật khẩu về như trong README, hoặc chạy với LOA_DATA_DIR là một thư mục mới.',
    );
  }
}

/** Anything the API answers; the demo looks at few of its fields. */
export type Answer = Readonly<Record<string, unknown>>;

export class DeskClient {
  private constructor(
    private readonly baseUrl: string,
    private readonly cookie: string,
    private readonly password: string,
  ) {}

  /** Throws `OtherPassword`, and `Refused` for whatever else is not right. */
  static async signIn(serverUrl: string, login: string, password: string): Promise<DeskClient> {
    const baseUrl = `${serverUrl}/api/v1`;
    const response = await fetch(`${baseUrl}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(serverUrl).origin },
      body: JSON.stringify({ login, password }),
    });
    await refuseUnlessOk(response).catch((error: unknown) => {
      throw error instanceof Refused && error.code === 'sign-in-failed' ? new OtherPassword(login) : error;
    });
    const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0]!);
    return new DeskClient(baseUrl, cookie.join('; '), password);
  }

  get<T = Answer>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  post<T = Answer>(path: string, body: unknown = {}): Promise<T> {
    return this.send<T>('POST', path, JSON.stringify(body), 'application/json');
  }

  put<T = Answer>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PUT', path, JSON.stringify(body), 'application/json');
  }

  /** Changes what stands at `revision`. */
  patch<T = Answer>(path: string, revision: number, body: unknown): Promise<T> {
    return this.send<T>('PATCH', path, JSON.stringify(body), 'application/json', { 'if-match': `"${revision}"` });
  }

  /** What the API tells as it happens, until `signal` aborts. */
  async stream(path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const response = await fetch(this.baseUrl + path, { headers: { cookie: this.cookie }, signal });
    await refuseUnlessOk(response);
    if (response.body === null) throw new Error(`${path} has no body`);
    return response.body;
  }

  async upload(communeId: string, file: string): Promise<Answer> {
    const form = new FormData();
    form.append('file', await openAsBlob(file), basename(file));
    return this.send('POST', `/communes/${communeId}/recordings`, form);
  }

  /** On a slow machine the demo's people need longer than a proof is fresh: then they type the password once more. */
  private async send<T>(...request: Parameters<DeskClient['sendOnce']>): Promise<T> {
    try {
      return await this.sendOnce<T>(...request);
    } catch (refused) {
      if (!(refused instanceof Refused && refused.code === 'proof-too-old')) throw refused;
      await this.sendOnce('POST', '/me/proof', JSON.stringify({ password: this.password }), 'application/json');
      return this.sendOnce<T>(...request);
    }
  }

  private async sendOnce<T>(
    method: string,
    path: string,
    body?: string | FormData,
    contentType?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        cookie: this.cookie,
        'sec-fetch-site': 'same-origin',
        origin: new URL(this.baseUrl).origin,
        ...(contentType && { 'content-type': contentType }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    await refuseUnlessOk(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }
}

async function refuseUnlessOk(response: Response): Promise<void> {
  if (response.ok) return;
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; title?: string };
  throw new Refused(response.status, problem.code ?? String(response.status), problem.detail ?? problem.title ?? '');
}
