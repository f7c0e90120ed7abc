// One button changes the language, however many there are: it leads to the next one and says its name as its readers do.
import { LANGUAGES, nextLanguage, WRITING, type Language } from './index';

it('leads through every language and back to the first', () => {
  const visited: Language[] = [];
  for (let language: Language = LANGUAGES[0]; !visited.includes(language); language = nextLanguage(language))
    visited.push(language);
  expect(visited).toEqual(LANGUAGES);
  expect(nextLanguage(visited.at(-1)!)).toBe(LANGUAGES[0]);
});

it('calls each by a name of its own', () => {
  expect(LANGUAGES.map((language) => WRITING[language].ownName)).toEqual(['Tiếng Việt', 'English']);
});

it.each([
  ['Thứ Hai', 'thứ Hai'],
  ['Chủ Nhật', 'chủ Nhật'],
  ['Tiếng Mông', 'tiếng Mông'],
  ['hmn', 'hmn'],
])('writes "%s" inside of a Vietnamese sentence as "%s"', (name, written) => {
  expect(WRITING.vi.insideSentence(name)).toBe(written);
});
