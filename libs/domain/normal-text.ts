// The same word, typed on two keyboards, is the same text: one normal form, and nothing in it that nobody sees.

/** Control characters but line breaks and tabs, halves of characters, what turns the direction of reading, and what has no width. */
const UNSEEN = /(?![\n\r\t])[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** The text as it is kept and compared. Blanks at its ends stay: whether they mean anything is for its field to say. */
export function normalText(text: string): string {
  return text.replace(UNSEEN, '').normalize('NFC');
}

/** The same of every text in a value that was read from outside; names of fields are left as they are. */
export function withNormalTexts(value: unknown): unknown {
  if (typeof value === 'string') return normalText(value);
  if (Array.isArray(value)) return value.map(withNormalTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withNormalTexts(each)]));
}

/** Whether a person reads one name in both: whatever the case, how wide the blanks are, and what nobody sees. */
export function isSameName(one: string, other: string): boolean {
  return foldedName(one) === foldedName(other);
}

function foldedName(name: string): string {
  const seen = normalText(name).replace(/[\u200c\u200d]/g, '');
  return seen.replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi').normalize('NFC');
}
