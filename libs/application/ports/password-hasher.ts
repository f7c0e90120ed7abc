// Passwords are stored only as argon2id hashes; few are computed at a time, because each takes memory.

export abstract class PasswordHasher {
  abstract hash(password: string): Promise<string>;
  /** Whether the password fits. Takes as long for `null` (nobody has that name), so that names cannot be guessed by time. */
  abstract verify(hash: string | null, password: string): Promise<boolean>;
}
