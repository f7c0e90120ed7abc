// The kinds of setting: how the text of a variable becomes a value, and the words for what it should have been.
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** One environment variable. The text for people stands here once: errors and `.env.example` are both made from it. */
export interface Setting<T> {
  readonly meaning: string;
  /** What a value must be, to follow "give ". */
  readonly wants: string;
  /** What holds when nothing is set, as a person would write it; empty when nothing does. */
  readonly normally: string;
  /** Reads the text; undefined stands for a variable that is not set. */
  readonly schema: z.ZodType<T, string | undefined>;
  /** Its value is never shown. */
  readonly secret: boolean;
}

type Kind<T> = Pick<Setting<T>, 'wants'> & { readonly schema: z.ZodType<T, string> };

/** A setting that has a value of its own when nothing is set. */
export function setting<T>(kind: Kind<T>, normally: string, meaning: string): Setting<T> {
  return { meaning, wants: kind.wants, normally, schema: kind.schema.prefault(normally), secret: false };
}

/** A setting that may be missing; `normally` says in words what then happens. */
export function optional<T>(kind: Kind<T>, normally: string, meaning: string): Setting<T | undefined> {
  return { meaning, wants: kind.wants, normally, schema: kind.schema.optional(), secret: false };
}

/** Like `optional`, for what may hold a password. */
export function secret<T>(kind: Kind<T>, normally: string, meaning: string): Setting<T | undefined> {
  return { ...optional(kind, normally, meaning), secret: true };
}

export const anyText: Kind<string> = { wants: 'some text', schema: z.string() };

/** A path; relative ones count from the folder where the program was started. */
export const path: Kind<string> = { wants: 'a path', schema: z.string().transform((text) => resolve(text)) };

export const yesNo: Kind<boolean> = {
  wants: 'yes or no',
  schema: z.enum(['yes', 'no', 'true', 'false', '1', '0']).transform((text) => ['yes', 'true', '1'].includes(text)),
};

/** IP addresses or ranges such as 10.0.0.0/8, separated by commas. */
export const addresses: Kind<readonly string[]> = {
  wants: 'IP addresses or ranges such as 10.0.0.0/8 (none wider than /8, or /7 of IPv6), separated by commas',
  schema: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine((parts) => parts.every(isAddressOrRange)),
};

export function wholeNumber(from: number, to: number): Kind<number> {
  const schema = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to));
  return { wants: `a whole number from ${from} to ${to}`, schema };
}

export function oneOf<const Names extends readonly [string, ...string[]]>(...names: Names): Kind<Names[number]> {
  return { wants: `one of ${names.join(', ')}`, schema: z.enum(names) };
}

/** An absolute URL with one of these schemes, kept as text without a slash at its end. */
export function url(...schemes: readonly string[]): Kind<string> {
  const known = (text: string) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1));
  const schema = z
    .string()
    .refine(known)
    .transform((text) => text.replace(/\/+$/, ''));
  return { wants: `an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`, schema };
}

/** No wider than the widest private ranges: half of all addresses is nearly everybody. What begins with `::` may be an IPv4 address. */
function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  const [fewest, most] = family === 4 ? [8, 32] : [address.startsWith('::') ? 104 : 7, 128];
  return /^\d{1,3}$/.test(bits) && Number(bits) >= fewest && Number(bits) <= most;
}
