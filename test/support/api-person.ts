// A person at the API of an installation under test, with nothing but HTTP.
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';

/** What came back. */
export interface Reply {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests look at answers as a stranger's program would
  readonly body: any;
}

export class ApiPerson {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  static async signIn(url: string, login: string, password = 'loa-lang-demo'): Promise<ApiPerson> {
    const response = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    if (!response.ok) throw new Error(`${login} could not sign in: ${response.status}`);
    const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0]);
    return new ApiPerson(url, cookie.join('; '));
  }

  get(path: string): Promise<Reply> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<Reply> {
    return this.send('POST', path, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  delete(path: string): Promise<Reply> {
    return this.send('DELETE', path);
  }

  /** Edits what stands at that revision. */
  patch(path: string, revision: number, body: unknown): Promise<Reply> {
    const headers = { 'content-type': 'application/json', 'if-match': `"${revision}"` };
    return this.send('PATCH', path, JSON.stringify(body), headers);
  }

  async upload(communeId: string, file: string): Promise<Reply> {
    const form = new FormData();
    form.append('file', await openAsBlob(file), basename(file));
    return this.send('POST', `/communes/${communeId}/recordings`, form);
  }

  /** The bytes of an address, such as a preview. */
  async bytes(path: string): Promise<Buffer> {
    const response = await fetch(`${this.url}/api/v1${path}`, { headers: { cookie: this.cookie } });
    return Buffer.from(await response.arrayBuffer());
  }

  private async send(method: string, path: string, body?: string | FormData, headers = {}): Promise<Reply> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { cookie: this.cookie, origin: this.url, ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
}
