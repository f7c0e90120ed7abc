// The catalogue as a whole: all languages say the same things, every word is used, and no sentence shows an empty place.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEM_CODES } from '#domain';
import { fill, LANGUAGES, problemText, words } from './index';
import { placesIn } from './language';

const ROOT = join(__dirname, '../..');

/** Every text with the path that leads to it, such as `board.next`. */
function texts(branch: object, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(branch).flatMap(([key, value]: [string, unknown]) => {
      const at = path === '' ? key : `${path}.${key}`;
      return typeof value === 'string' ? [[at, value] as const] : [...texts(value as object, at)];
    }),
  );
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.spec\.tsx?$/.test(name))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

describe.each(LANGUAGES)('the language %s', (language) => {
  const first = texts(words(LANGUAGES[0]));
  const own = texts(words(language));

  it('says the same things as the first one, with the same places to fill', () => {
    expect([...own.keys()].sort()).toEqual([...first.keys()].sort());
    for (const [key, text] of first) expect([key, placesIn(own.get(key)!)]).toEqual([key, placesIn(text)]);
  });

  it('leaves nothing unsaid and nothing half-said', () => {
    for (const [key, text] of own) {
      expect([key, text.trim()]).toEqual([key, text]);
      expect([key, text.length > 0]).toEqual([key, true]);
      expect([key, text.replace(/\{\w+\}/g, '')]).toEqual([key, expect.not.stringMatching(/[{}]/)]);
    }
  });
});

// Words of the domain's own lists (states, reasons, roles, codes) are looked up by their value; the compiler keeps them complete.
it('holds no word of a page or screen that nobody says', () => {
  const code = sources('apps').join('\n');
  const { board, signIn, problemPage, screens } = words('vi');
  const groups: Readonly<Record<string, object>> = { board, signIn, problemPage, ...screens };
  const unused = Object.entries(groups).flatMap(([group, texts]) =>
    Object.keys(texts)
      .filter((word) => !new RegExp(`\\b(?:text|${group})\\??\\.${word}\\b`).test(code))
      .map((word) => `${group}.${word}`),
  );
  expect(unused).toEqual([]);
});

describe('a sentence', () => {
  it.each(PROBLEM_CODES)('about %s stands without any values', (code) => {
    for (const language of LANGUAGES) {
      const { title, detail } = problemText(language, code, {});
      expect(title).not.toBe('');
      expect(detail).not.toBe('');
      expect(title + detail).not.toMatch(/[{}]|undefined/);
    }
  });

  it('is left out whole when a place of it cannot be filled', () => {
    expect(fill('Trước. Còn {count} lần thử. Sau.', {})).toBe('Trước. Sau.');
    expect(fill('Trước. Còn {count} lần thử. Sau.', { count: 4 })).toBe('Trước. Còn 4 lần thử. Sau.');
  });

  it('takes what is filled in as it is', () => {
    expect(fill('"{title}"', { title: '{village}. $& {title}' })).toBe('"{village}. $& {title}"');
  });

  it('names what collides, where and when, and other times that would do', () => {
    const at = (time: string) => Date.parse(`2026-11-23T${time}+07:00`);
    const conflict = {
      kind: 'overlap',
      zoneId: 'z',
      village: 'bản Nậm Pẻn',
      localDate: '2026-11-23',
      title: 'Thời sự',
      startsAt: at('06:00'),
      endsAt: at('06:20'),
    };
    const alternatives = [{ firstStartsAt: at('06:20') }];
    const { detail } = problemText('vi', 'booking-conflict', {
      conflicts: [conflict],
      alternatives,
      timeZone: 'Asia/Ho_Chi_Minh',
    });
    expect(detail).toBe(
      'Lịch chưa được lưu. bản Nậm Pẻn đã có "Thời sự" lúc 06:00–06:20 thứ Hai 23/11/2026. Có thể chọn: 06:20 thứ Hai 23/11/2026.',
    );
  });
});
