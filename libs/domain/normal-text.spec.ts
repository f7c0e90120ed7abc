// One word is one text.
import { isSameName, normalText, withNormalTexts } from './normal-text';

it.each([
  ['typed as base and accents', 'Nậm Pẻn'.normalize('NFD'), 'Nậm Pẻn'],
  ['with a turn of direction', 'Họp \u202ebản\u202c', 'Họp bản'],
  ['with what has no width', 'Nậm\u200b P\ufeffẻn', 'Nậm Pẻn'],
  ['with half a character', 'Họp\ud800 bản', 'Họp bản'],
  ['with controls', 'Họp\u0000 \u009fbản\u007f', 'Họp bản'],
  ['in lines', 'Kính báo\n\tbà con\r\n', 'Kính báo\n\tbà con\r\n'],
  ['beyond the first plane', 'loa 📢', 'loa 📢'],
] as const)('%s', (_, typed, kept) => {
  expect(normalText(typed)).toBe(kept);
  expect(normalText(kept)).toBe(kept);
});

it('in whatever holds it', () => {
  const typed = { a: ['ậ'.normalize('NFD'), 1, null], b: { c: 'x\u200by' }, d: true };
  expect(withNormalTexts(typed)).toEqual({ a: ['ậ', 1, null], b: { c: 'xy' }, d: true });
});

it.each([
  ['Nậm Pẻn', 'NẬM  PẺN', true],
  ['Nậm Pẻn', ' Nậm\u00a0Pẻn ', true],
  ['Nậm Pẻn', 'Nậm\u200b P\u200dẻn'.normalize('NFD'), true],
  ['Nậm Pẻn', 'Nậm Pen', false],
  ['Nậm Pẻn', 'NậmPẻn', false],
])('of names that read alike there is one: %j and %j', (one, other, isSame) => {
  expect(isSameName(one, other)).toBe(isSame);
});
