// The port `PasswordHasher` done with argon2id in the strength that OWASP names (19 MiB, two passes), and never more than a few at a time:
// sign-ins in a crowd must not take all memory.
import { hash, verify } from '@node-rs/argon2';
import { PasswordHasher } from '#application';

const STRENGTH = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_A_TIME = 4;
/** Verified when nobody has the name, so that it takes as long. No password has this hash. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$bG9hLWxhbmctbm9ib2R5$pOOGLcGr0CLZVqMrbo4yIMQPJHOEHwhVVBbQlqPvHf8';

export class Argon2Passwords extends PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, STRENGTH));
  }

  verify(stored: string | null, password: string): Promise<boolean> {
    return this.inTurn(async () => (await verify(stored ?? NOBODY, password)) && stored !== null);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_A_TIME) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
