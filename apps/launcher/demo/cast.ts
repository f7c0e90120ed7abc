// The people of the demo's day. Who has another password meanwhile is named once; what needs them is left out, and the rest is played.
import { OtherPassword, type DeskClient } from './desk-client';

export class Cast {
  private readonly members = new Map<string, Promise<DeskClient>>();
  private readonly named = new Set<string>();

  /** `say` hears of whoever cannot come in. */
  constructor(
    private readonly signIn: (login: string) => Promise<DeskClient>,
    private readonly say: (line: string) => void,
  ) {}

  /** Comes in once. Throws `OtherPassword`. */
  member(login: string): Promise<DeskClient> {
    const known = this.members.get(login) ?? this.signIn(login);
    this.members.set(login, known);
    return known;
  }

  /** The first of them who can come in. Throws `OtherPassword` when nobody can. */
  async firstOf(logins: readonly string[]): Promise<DeskClient> {
    for (const login of logins) {
      let member: DeskClient | undefined;
      await this.act(async () => void (member = await this.member(login)));
      if (member) return member;
    }
    throw new OtherPassword(logins.join(', '));
  }

  /** Does it, or says who is missing. */
  async act(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof OtherPassword)) throw error;
      if (!this.named.has(error.login)) this.say(error.message);
      this.named.add(error.login);
    }
  }
}
