// What a village hears of an announcement in several languages.
import { missingLanguage, soundsFor } from './language';

const spoken = (language: string) => ({ language, sound: { sha256: language, bytes: 1, durationMs: 1 } });
const heard = (...args: Parameters<typeof soundsFor>) => soundsFor(...args).map(({ sha256 }) => sha256);

describe('the languages of a village', () => {
  const versions = ['vi', 'tai', 'hmn'].map(spoken);

  it.each([
    ['its own language first', ['tai', 'vi'], ['tai', 'vi']],
    ['only what it understands', ['hmn'], ['hmn']],
    ['the first version when it understands none', ['mtq'], ['vi']],
    ['the first version when nothing is known of it', [], ['vi']],
    ['no language twice', ['tai', 'tai'], ['tai']],
  ])('it hears %s', (_, languages, expected) => {
    expect(heard(versions, languages)).toEqual(expected);
  });

  it('there is nothing to hear of an announcement without a sound', () => {
    expect(heard([], ['vi'])).toEqual([]);
  });

  it.each([
    ['nothing while its main language is there', ['tai', 'vi'], undefined],
    ['of what it hears in its other languages', ['mtq', 'hmn', 'tai'], { language: 'mtq', hears: ['hmn', 'tai'] }],
    ['of the first version when it understands none', ['mtq'], { language: 'mtq', hears: ['vi'] }],
    ['nothing when its language is not known', [], undefined],
  ])('it is warned %s', (_, languages, expected) => {
    expect(missingLanguage(versions, languages)).toEqual(expected);
  });
});
