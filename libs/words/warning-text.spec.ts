// What people read before they approve a notice that a village will not hear in its main language.
import { warningText } from './index';

describe('the warning of a missing language', () => {
  it.each([
    ['vi', 'bản Poọng nghe chính bằng tiếng Mông nhưng thông báo chưa có bản này. Nơi này sẽ nghe: tiếng Việt.'],
    ['en', 'bản Poọng mainly speaks Hmong, and the notice has no such version. It will hear: Vietnamese.'],
  ] as const)('in %s names the village, its language and what it hears instead', (language, sentence) => {
    expect(warningText(language, { language: 'hmn', hears: ['vi'] }, 'bản Poọng')).toBe(sentence);
  });

  it.each([
    ['vi', 'Nhóm “Đầu bản” của bản Poọng không còn cụm loa nào trong lịch này nên sẽ không nghe thấy.'],
    ['en', 'No loudspeaker of this booking is left in zone "Đầu bản" of bản Poọng: it will hear nothing.'],
  ] as const)('in %s names a zone that has no pole', (language, sentence) => {
    expect(warningText(language, { zone: 'Đầu bản' }, 'bản Poọng')).toBe(sentence);
  });

  it('says so when nothing is heard instead', () => {
    expect(warningText('en', { language: 'hmn', hears: [] }, 'bản Poọng')).toBe(
      'bản Poọng mainly speaks Hmong, and the notice has no such version.',
    );
  });
});
