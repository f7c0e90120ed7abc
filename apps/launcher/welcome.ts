// What stands in the terminal once everything runs: where to go, who one may be there, and what time it is in the demo.
import type { Prepared } from '#data-folder';
import { words } from '#words';
import { timeZoneClock } from './board-picture';

/** The demo's commune is in Vietnam, wherever the machine stands. */
const DEMO_ZONE = 'Asia/Ho_Chi_Minh';

/** The lines, in Vietnamese like everything that the commune reads. `now` is the installation's instant. */
export function welcome(prepared: Prepared, publicUrl: string, now: number): readonly string[] {
  const { accounts, communeName, clockOffsetMs } = prepared;
  const title = communeName === null ? 'Loa Làng' : `Loa Làng · ${communeName}`;
  return [
    '',
    title,
    `  Mở trình duyệt:  ${publicUrl}`,
    `  Tài liệu API:    ${publicUrl}/api/docs`,
    ...accountLines(accounts),
    ...clockLines(clockOffsetMs, now),
    '',
  ];
}

/** One password for all, so it is said once; village heads share a line. */
function accountLines(accounts: Prepared['accounts']): readonly string[] {
  if (accounts.length === 0) return [];
  const heads = accounts.filter(({ role }) => role === 'village_head');
  const others = accounts.filter(({ role }) => role !== 'village_head');
  const width = Math.max(...others.map(({ login }) => login.length));
  const rows = others.map(({ login, name, role }) => `    ${login.padEnd(width)}  ${roleWord(role)}, ${name}`);
  const range = `    ${heads[0]?.login} … ${heads.at(-1)?.login}  ${roleWord('village_head')}`;
  return [`  Tài khoản dùng thử (mật khẩu: ${accounts[0]!.password}):`, ...rows, ...(heads.length > 0 ? [range] : [])];
}

function roleWord(role: string): string {
  const known: Readonly<Record<string, string>> = words('vi').roles;
  return known[role] ?? role;
}

function clockLines(clockOffsetMs: number, now: number): readonly string[] {
  if (clockOffsetMs === 0) return [];
  return [`  Giờ trong bản trình diễn: ${timeZoneClock(now, DEMO_ZONE)}, nhanh hơn giờ thật ${ahead(clockOffsetMs)}.`];
}

function ahead(offsetMs: number): string {
  const minutes = Math.floor(offsetMs / 60_000);
  const parts = [
    [Math.floor(minutes / 1_440), 'ngày'],
    [Math.floor(minutes / 60) % 24, 'giờ'],
    [minutes % 60, 'phút'],
    [Math.floor(offsetMs / 1_000) % 60, 'giây'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
