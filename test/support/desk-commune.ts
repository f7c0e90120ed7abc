// The small commune of a DeskWorld, and when its story begins.
import type { CommunePlan } from '#application';

/** Saturday, 21 November 2026, 16:00 in Vietnam. */
export const AFTERNOON = Date.parse('2026-11-21T16:00:00+07:00');

export const DESK_COMMUNE: CommunePlan = {
  name: 'Bản Thử',
  province: 'tỉnh Thử',
  timeZone: 'Asia/Ho_Chi_Minh',
  approverRule: 'leader',
  quietHours: [{ from: '21:00', to: '05:00' }],
  slots: [
    { name: 'Sáng', from: '05:30', to: '06:30' },
    { name: 'Chiều', from: '17:00', to: '18:00' },
  ],
  villages: ['Nà Khoang', 'Phìn Sử'].map((name) => ({
    name,
    label: 'bản' as const,
    households: 100,
    languages: ['vi'],
    quietHours: null,
    zones: [
      { name: `${name} trên`, controllers: [`${name} 1`, `${name} 2`] },
      { name: `${name} dưới`, controllers: [`${name} 3`] },
    ],
  })),
  people: [
    { name: 'Ngân', login: 'ngan', role: 'recorder', village: 'Nà Khoang' },
    { name: 'Mai', login: 'mai', role: 'operator' },
    { name: 'Toàn', login: 'toan', role: 'leader' },
    { name: 'Duyên', login: 'duyen', role: 'leader' },
    { name: 'Inh', login: 'inh', role: 'village_head', village: 'Nà Khoang' },
    { name: 'Páo', login: 'pao', role: 'village_head', village: 'Phìn Sử' },
  ],
};
