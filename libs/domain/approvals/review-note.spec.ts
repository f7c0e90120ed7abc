// Places in a sound, as a reviewer writes them into a note.
import fc from 'fast-check';
import { markText, partsOfNote } from './review-note';

const HOUR = 3_600_000;
const marks = (note: string, durationMs = HOUR) =>
  partsOfNote(note, durationMs).flatMap(({ text, atMs }) => (atMs === null ? [] : [[text, atMs]]));

it('finds the places of the sound that a note names', () => {
  expect(marks('0:42 nói nhầm giờ, 12:05 thừa một câu')).toEqual([
    ['0:42', 42_000],
    ['12:05', 725_000],
  ]);
  expect(marks('ở 1:02:09', 2 * HOUR)).toEqual([['1:02:09', 3_729_000]]);
});

it('leaves alone what is no place in the sound: a time of day behind its end, a date, a number', () => {
  expect(marks('họp lúc 17:30, ghi là 7:30', 5 * 60_000)).toEqual([]);
  expect(marks('0:75 và 10:2, 2026')).toEqual([]);
});

it('never loses a letter of the note', () => {
  const note = fc.array(fc.oneof(fc.string(), fc.constantFrom('0:42', ' 1:02:03 ', '17:30')));
  fc.assert(
    fc.property(note, (words) => {
      const text = words.join('');
      expect(
        partsOfNote(text, HOUR)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

it('reads back every place that it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000 }), (seconds) => {
      expect(marks(markText(seconds * 1_000), 10 * HOUR)).toEqual([[markText(seconds * 1_000), seconds * 1_000]]);
    }),
  );
});
