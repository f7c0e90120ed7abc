// Everything that is said in Vietnamese.
import type { Catalogue } from '../catalogue';
import { audit } from './audit';
import { conflicts, warnings } from './conflicts';
import { doctor } from './doctor';
import { events } from './events';
import { notices } from './notices';
import { board, problemPage, signIn } from './pages';
import { problems, safe } from './problems';
import { screens } from './screens';
import { auditTable, reportTables } from './reports';
import { states } from './states';
import { slotSummary, tonight } from './tonight';
import { why } from './why';

export const vi: Catalogue = {
  problems,
  safe,
  ...states,
  events,
  notices,
  audit,
  doctor,
  reportTables,
  auditTable,
  conflicts,
  warnings,
  exercise: 'DIỄN TẬP: "{title}". Không phải tin thật.',
  spoken: {
    blt: 'tiếng Thái',
    hmn: 'tiếng Mông',
    mtq: 'tiếng Mường',
    ium: 'tiếng Dao',
    kjg: 'tiếng Khơ Mú',
    pcc: 'tiếng Giáy',
    tyz: 'tiếng Tày',
  },
  consequence: {
    reach: 'Phát ngay, {volume}, {villages} thôn, {households} hộ, {controllers} cụm loa.',
    reachPeople:
      'Phát ngay, {volume}, {villages} thôn, khoảng {people} người ({households} hộ), {controllers} cụm loa.',
    fullVolume: 'âm lượng tối đa',
    volume: 'âm lượng {percent} %',
    repeats: 'Phát {count} lượt.',
    offline: '{count} cụm mất mạng: {names}.',
    offlineMore: '{names} và {count} cụm khác',
    interrupts: 'Cắt ngang: {titles}.',
    stopped: 'Đang dừng phát ở {places}. Cho phát lại trước thì ở đó mới nghe được.',
    language: 'Chưa có bản {languages} cho {places}.',
  },
  takingOff: {
    beingTold: 'Số cụm loa đang được báo: {count}. Trước {until} loa vẫn có thể bắt đầu phát.',
    mayStillBegin: 'Mất liên lạc với {names}. Ở đó loa vẫn có thể bắt đầu phát đến {until}.',
  },
  tonight,
  slotSummary,
  why,
  board,
  signIn,
  problemPage,
  screens,
};
