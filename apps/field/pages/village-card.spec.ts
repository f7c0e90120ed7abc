// One card of the village head's page: what is filled in stays text, and each state asks for what it should.
import type { HeardBroadcast, HeardItem, VillageDaysView } from '#application';
import { aCommune, aConfirmation, anAiring, aPlayback, aVillage } from '../../../test/support/factories';
import { broadcastCard } from './village-card';
import type { VillagePage } from './village-view';

const STARTS_AT = Date.parse('2026-11-23T05:30:00+07:00');
const AFTER = STARTS_AT + 3_600_000;

const item = (own: Partial<HeardItem> = {}): HeardItem => ({
  ...anAiring({ startsAt: STARTS_AT, title: 'Tiêm <script>phòng</script>' }),
  languages: ['vi'],
  playbacks: [{ ...aPlayback({ state: 'played' }), pole: 'Nhà <b>văn hoá</b>' }],
  ...own,
});

const question = {
  villageId: 'village-1',
  slotKey: 'slot-1',
  slotName: 'Sáng',
  localDate: '2026-11-23',
  rundownId: 'rundown-1',
  airingId: null,
  titles: [],
  doubts: [],
  endsAt: STARTS_AT + 60_000,
  answerUntil: AFTER,
};

const broadcast = (own: Partial<HeardBroadcast> = {}): HeardBroadcast => ({
  rundownId: 'rundown-1',
  slotKey: 'slot-1',
  slotName: 'Sáng',
  localDate: '2026-11-23',
  startsAt: STARTS_AT,
  endsAt: STARTS_AT + 60_000,
  items: [item()],
  question,
  word: null,
  ...own,
});

function card(shown: HeardBroadcast, just?: VillagePage['just']): string {
  const days: VillageDaysView = {
    commune: aCommune(),
    village: aVillage(),
    now: AFTER,
    today: '2026-11-23',
    broadcasts: [shown],
    stops: [],
    emergencies: [],
    may: { mute: true, notice: true },
  };
  const preferences = { language: 'vi', theme: 'system', textSize: '1' } as const;
  const own = { own: [days.village], personId: 'person-1', strength: 'password' } as const;
  return broadcastCard(shown, { ...own, preferences, days, view: 'today', just }).text;
}

it('shows what people typed as text, never as HTML', () => {
  expect(card(broadcast())).not.toMatch(/<script>phòng|<b>văn/);
  expect(card(broadcast())).toContain('&#60;script&#62;');
});

it('asks once while no word was said: one button for heard, four pictures for trouble', () => {
  const text = card(broadcast());
  expect(text.match(/value="heard"/g)).toHaveLength(1);
  expect(text.match(/<svg/g)).toHaveLength(4);
  expect(text.match(/name="answer"/g)).toHaveLength(5);
});

it('offers the undo right after the word, and later only the change of it', () => {
  const said = broadcast({ word: aConfirmation({ answer: 'faint' }) });
  expect(card(said, { rundownId: 'rundown-1', done: 'said' })).toContain('data-undo');
  expect(card(said)).not.toContain('data-undo');
  expect(card(said)).toContain('data-change');
  expect(card(said)).toContain('nghe nhỏ, rè');
});

it('asks nothing where there is nothing to ask', () => {
  expect(card(broadcast({ question: null }))).not.toContain('<form');
});

it('tells what repeats itself in one line, with how often, and what was cut short on purpose is no trouble', () => {
  const repeat = (index: number, playback: Partial<HeardItem['playbacks'][number]>) =>
    item({
      ...{ id: `airing-${index}`, title: 'Lũ quét', kind: 'emergency', startsAt: STARTS_AT + index * 15_000 },
      playbacks: [{ ...aPlayback(playback), pole: 'Đầu bản' }],
    });
  const played = [0, 1].map((index) => repeat(index, { state: 'played' }));
  const cut = repeat(2, { state: 'interrupted', reason: 'cancelled' });
  const text = card(broadcast({ items: [...played, cut], question: null }));
  expect(text.match(/Lũ quét/g)).toHaveLength(2);
  expect(text).toContain('3 lần');
  expect(text).toContain('đã phát · 2 lần');
  expect(text).toContain('Đã phát');
  expect(text).not.toContain('Có vấn đề');
});

it('calls nothing planned or ready whose time is over: nobody has said a word of it', () => {
  const silent = { ...aPlayback({ state: 'delivered' }), pole: 'Đầu bản' };
  expect(card(broadcast({ items: [item({ playbacks: [silent] })] }))).toMatch(/<dd>chưa có tin<\/dd>/);
});

it('calls trouble trouble, and says pole by pole why', () => {
  const missed = { ...aPlayback({ state: 'missed', reason: 'device-off' }), pole: 'Đầu bản' };
  const text = card(broadcast({ items: [item({ playbacks: [missed] })] }));
  expect(text).toContain('Có vấn đề');
  expect(text).toContain('không phát (mất điện hoặc thiết bị tắt)');
});
