// A commune's afternoon, played by the demo's people over the same API that everybody uses: a notice is recorded, approved by the leader,
// put on air, and confirmed by the village heads; warnings are prepared meanwhile. Started again, it goes on where it was.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '#config';
import { Cast } from './demo/cast';
import { DeskClient, Refused, type Answer } from './demo/desk-client';
import { prepareDrills, prepareWarnings, type Sound } from './demo/preparedness';

const SAMPLES = join(__dirname, '..', '..', '..', 'audio-samples');
const PASSWORD = 'loa-lang-demo';
/** By their logins. */
const [RECORDER, OPERATOR, LEADER] = ['ngan', 'mai', 'chutich'] as const;
const ASK_AGAIN_MS = 500;
const PATIENCE_MS = 15 * 60_000;

interface Notice extends Sound {
  readonly category: string;
}

const OPENING: Notice = { file: 'signature/opening.flac', title: 'Nhạc hiệu mở đầu', category: 'nhạc hiệu' };
const CLOSING: Notice = { file: 'signature/closing.flac', title: 'Nhạc hiệu kết thúc', category: 'nhạc hiệu' };
/** On air in every village at the afternoon slot. */
const EVENING: Notice = { file: 'notices/01-tiem-chung.m4a', title: 'Lịch tiêm chủng tháng này', category: 'y tế' };
const POWER_CUT: Notice = { file: 'notices/02-cat-dien.mp3', title: 'Lịch cắt điện ngày mai', category: 'điện' };
/** Waits for the leader, so that there is something to approve by hand. */
const MEETING: Notice = { file: 'notices/03-hop-thon.ogg', title: 'Mời họp thôn tối thứ Bảy', category: 'họp thôn' };

interface Slot {
  readonly id: string;
  readonly name: string;
}

interface Rundown {
  readonly id: string;
  readonly villageId: string;
  readonly slotKey: string;
  readonly localDate: string;
  readonly startsAt: string;
  readonly items: readonly Answer[];
}

interface Question {
  readonly rundownId: string;
  readonly slotKey: string;
  readonly airingId: string | null;
  readonly answers: readonly Answer[];
}

function say(line: string): void {
  console.log(line);
}

class DemoDay {
  private constructor(
    private readonly communeId: string,
    private readonly cast: Cast,
    /** Whoever is there: to look at things is everybody's. */
    private readonly anybody: DeskClient,
  ) {}

  static async begin(serverUrl: string): Promise<DemoDay> {
    const cast = new Cast((login) => DeskClient.signIn(serverUrl, login, PASSWORD), say);
    const anybody = await cast.firstOf([OPERATOR, RECORDER, LEADER]);
    const communes = await anybody.get<{ items: readonly { id: string }[] }>('/communes');
    return new DemoDay(communes.items[0]!.id, cast, anybody);
  }

  /** What needs somebody who cannot come in is left out. */
  async play(): Promise<void> {
    const { cast } = this;
    const late = 'Buổi phát đầu tiên của bản trình diễn';
    await cast.act(async () => void (await this.announcement(EVENING)));
    await cast.act(() => this.chooseSignature());
    await cast.act(async () => this.onAirDaily(await this.announcement(EVENING), late));
    await cast.act(async () => this.onAirDaily(await this.announcement(POWER_CUT), 'Điện lực báo muộn'));
    await cast.act(async () => this.proposed(await this.announcement(MEETING)));
    await cast.act(() => this.beReady());
    await cast.act(() => this.confirmations());
  }

  /** What has to be there before anybody needs it. */
  private async beReady(): Promise<void> {
    const { cast, communeId } = this;
    const operator = await cast.member(OPERATOR);
    const approved = async (sound: Sound, messageClass: 'normal' | 'emergency') => {
      const announcement = await this.announcement({ ...sound, category: '' }, messageClass, OPERATOR);
      const { id, digest, state } = announcement;
      if (state !== 'approved')
        await (await cast.member(LEADER)).post(`/announcements/${String(id)}/approve`, { digest });
      return String(id);
    };
    if (await prepareWarnings(operator, communeId, (sound) => approved(sound, 'emergency')))
      say('Phạm Thị Mai soạn sẵn bài khẩn cấp, Chủ tịch Lương Văn Toàn đã duyệt');
    if (await prepareDrills(operator, communeId, (sound) => approved(sound, 'normal')))
      say('Phạm Thị Mai chọn lời báo trước và sau khi diễn tập');
  }

  /** The announcement of this title, recorded and handed in when there is none yet. */
  private async announcement(
    notice: Notice,
    messageClass: 'normal' | 'emergency' = 'normal',
    by: string = RECORDER,
  ): Promise<Answer> {
    const known = await this.all('announcements');
    const found = known.find(({ title }) => title === notice.title);
    if (found && found['state'] !== 'draft') return this.anybody.get(`/announcements/${String(found['id'])}`);
    const author = await this.cast.member(by);
    if (found) return author.post(`/announcements/${String(found['id'])}/submit`);
    if (by === RECORDER) say(`Lò Thị Ngân gửi bản ghi “${notice.title}” (${notice.file})`);
    const recording = await author.upload(this.communeId, join(SAMPLES, notice.file));
    await this.until(`bản ghi “${notice.title}” sẵn sàng`, async () => {
      const { state } = await author.get(`/recordings/${String(recording['id'])}`);
      return state === 'ready' || undefined;
    });
    const announcement = await author.post(`/communes/${this.communeId}/announcements`, {
      title: notice.title,
      category: notice.category,
      messageClass,
      versions: [{ language: 'vi', recordingId: recording['id'], script: '' }],
    });
    return author.post(`/announcements/${String(announcement['id'])}/submit`);
  }

  private async chooseSignature(): Promise<void> {
    const commune = await this.anybody.get(`/communes/${this.communeId}`);
    if (commune['openingAnnouncementId']) return;
    const [opening, closing] = [await this.announcement(OPENING), await this.announcement(CLOSING)];
    for (const { id, digest, state } of [opening, closing])
      if (state !== 'approved')
        await (await this.cast.member(LEADER)).post(`/announcements/${String(id)}/approve`, { digest });
    await (
      await this.cast.member(OPERATOR)
    ).put(`/communes/${this.communeId}/signature`, {
      openingAnnouncementId: opening['id'],
      closingAnnouncementId: closing['id'],
    });
    say('Chủ tịch Lương Văn Toàn duyệt nhạc hiệu');
  }

  /** In the afternoon slot of every village, today and the six days after, approved by the leader. */
  private async onAirDaily(announcement: Answer, lateReason: string): Promise<void> {
    const today = await this.today();
    const known = (await this.all('bookings')).find(
      (booking) =>
        booking['announcementId'] === announcement['id'] &&
        ['approved', 'proposed'].includes(String(booking['state'])) &&
        lastDay(booking['recurrence'] as Answer) >= today,
    );
    if (known?.['state'] === 'approved') return;
    // The list says less than the booking itself.
    const booking = known
      ? await this.anybody.get(`/bookings/${String(known['id'])}`)
      : await this.bookedDaily(announcement, today, lateReason);
    await (
      await this.cast.member(LEADER)
    ).post(`/bookings/${String(booking['id'])}/approve`, { digest: booking['digest'] });
    say(`Chủ tịch Lương Văn Toàn duyệt nội dung và lịch “${String(announcement['title'])}”`);
  }

  private async bookedDaily(announcement: Answer, today: string, lateReason: string): Promise<Answer> {
    const operator = await this.cast.member(OPERATOR);
    const slots = await operator.get<{ items: readonly Slot[] }>(`/communes/${this.communeId}/slots`);
    const afternoon = slots.items.find(({ name }) => name === 'Chiều')!;
    const booking = await operator.post(`/communes/${this.communeId}/bookings`, {
      announcementId: announcement['id'],
      wholeCommune: true,
      start: { kind: 'slot', slotId: afternoon.id },
      recurrence: { kind: 'daily', from: today, until: addDays(today, 6) },
      lateReason,
    });
    say(`Phạm Thị Mai đặt lịch “${String(announcement['title'])}” vào khung giờ Chiều, cả xã`);
    return booking;
  }

  private async proposed(announcement: Answer): Promise<void> {
    if ((await this.all('bookings')).some((booking) => booking['announcementId'] === announcement['id'])) return;
    const tomorrow = addDays(await this.today(), 1);
    const villages = await this.anybody.get<{ items: readonly { id: string; name: string }[] }>(
      `/communes/${this.communeId}/villages`,
    );
    const home = villages.items.find(({ name }) => name === 'Nà Khoang')!;
    await (
      await this.cast.member(RECORDER)
    ).post(`/communes/${this.communeId}/bookings`, {
      announcementId: announcement['id'],
      villageIds: [home.id],
      start: { kind: 'exact', at: '17:30:00' },
      recurrence: { kind: 'once', date: tomorrow },
    });
    say(`“${String(announcement['title'])}” đang chờ duyệt: đăng nhập “chutich” để duyệt`);
  }

  /** After the first buổi phát the village heads say what they heard, each as soon as the own village is asked. */
  private async confirmations(): Promise<void> {
    const first = await this.until('có buổi phát', async () => {
      const rundowns = await this.rundowns();
      return rundowns.find(({ items }) => items.some(isPlanned));
    });
    say(`Buổi phát đầu tiên lúc ${first.startsAt}; chờ phát xong`);
    const villages = await this.anybody.get<{ items: readonly { id: string; name: string }[] }>(
      `/communes/${this.communeId}/villages`,
    );
    for (const [index, village] of villages.items.entries()) {
      // The heads of two villages do not answer: silence is not failure, and the board shows it.
      if (index % 6 === 5) continue;
      await this.cast.act(async () => {
        const head = await this.cast.member(`truongthon${index + 1}`);
        await this.until(`hỏi ${village.name}`, () =>
          this.answered(head, village.id, first, index === 6 ? 'faint' : 'heard'),
        );
      });
    }
    say('Các trưởng thôn đã xác nhận buổi phát');
  }

  /** True once the village has answered, or has nothing to be asked about; undefined while it is not asked yet. */
  private async answered(
    head: DeskClient,
    villageId: string,
    slot: Rundown,
    answer: string,
  ): Promise<true | undefined> {
    const own = (await this.rundowns()).filter(
      (each) => each.villageId === villageId && each.slotKey === slot.slotKey && each.localDate === slot.localDate,
    );
    if (!own.some(({ items }) => items.some(isPlanned))) return true;
    const { items } = await head.get<{ items: readonly Question[] }>(
      `/villages/${villageId}/questions?date=${slot.localDate}`,
    );
    const question = items.find(({ airingId, slotKey }) => airingId === null && slotKey === slot.slotKey);
    if (!question) return undefined;
    if (question.answers.length > 0) return true;
    try {
      await head.post(`/rundowns/${question.rundownId}/confirmations`, { answer });
      return true;
    } catch (error) {
      // Something that came into the slot meanwhile begins just now.
      if (error instanceof Refused && error.code === 'rundown-not-over') return undefined;
      throw error;
    }
  }

  private async rundowns(): Promise<readonly Rundown[]> {
    const { items } = await this.anybody.get<{ items: readonly Rundown[] }>(`/communes/${this.communeId}/rundowns`);
    return [...items].sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  }

  private async all(list: 'announcements' | 'bookings'): Promise<readonly Answer[]> {
    return (await this.anybody.get<{ items: readonly Answer[] }>(`/communes/${this.communeId}/${list}?limit=200`))
      .items;
  }

  private async today(): Promise<string> {
    return String((await this.anybody.get('/clock'))['localDate']);
  }

  /** Asks again until there is something to see; gives up after a quarter of an hour. */
  private async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const giveUp = AbortSignal.timeout(PATIENCE_MS);
    while (!giveUp.aborted) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await pause(ASK_AGAIN_MS);
    }
    throw new Error(`chờ mãi không thấy: ${what}`);
  }
}

function isPlanned({ state }: Answer): boolean {
  return state === 'planned';
}

function lastDay(recurrence: Answer): string {
  return String(recurrence['until'] ?? recurrence['date']);
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

async function main(): Promise<void> {
  const day = await DemoDay.begin(loadConfig().http.publicUrl);
  await day.play();
}

main().catch((error: unknown) => {
  console.error(`Bản trình diễn dừng lại: ${String(error)}`);
  process.exitCode = 1;
});
