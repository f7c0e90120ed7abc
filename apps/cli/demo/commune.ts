// A commune that does not exist, of Mường Lát's size: 11 villages, 22 zones, 44 controllers, people of every role. Any likeness of names is chance.
import type { CommunePlan } from '#application';
import { USUAL_AIR } from '../usual-air';

type VillagePlan = CommunePlan['villages'][number];

const village = (
  label: VillagePlan['label'],
  name: string,
  households: number,
  people: number,
  languages: readonly string[],
  poles: readonly [string, string, string, string],
  centre: { readonly x: number; readonly y: number },
): VillagePlan => ({
  name,
  label,
  households,
  people,
  languages,
  quietHours: null,
  zones: [
    { name: `${name} trên`, controllers: [placed(poles[0], centre, -1, -1), placed(poles[1], centre, 1, -1)] },
    { name: `${name} dưới`, controllers: [placed(poles[2], centre, -1, 1), placed(poles[3], centre, 1, 1)] },
  ],
});

/** A pole beside the middle of its village, on a drawing where everything is 0 to 1. */
function placed(name: string, { x, y }: { readonly x: number; readonly y: number }, right: number, down: number) {
  return { name, position: { x: x + right * 0.025, y: y + down * 0.03 } };
}

// Languages as BCP 47: Kinh vi, Thái blt, Mông hmn, Mường mtq, Dao ium, Khơ Mú kjg. The main language first.
const VILLAGES: readonly VillagePlan[] = [
  village('khu phố', 'Chợ Phiên', 214, 803, ['vi', 'mtq'], ['Cổng chợ', 'Trạm y tế', 'Bến xe', 'Trường mầm non'], {
    x: 0.48,
    y: 0.5,
  }),
  village('thôn', 'Đồng Tâm', 168, 661, ['vi', 'mtq'], ['Nhà văn hóa', 'Ngã ba Đồng Tâm', 'Cầu treo', 'Xóm Lò Gạch'], {
    x: 0.64,
    y: 0.6,
  }),
  village('bản', 'Nà Khoang', 141, 648, ['blt', 'vi'], ['Nhà văn hóa', 'Đầu bản', 'Bến nước', 'Cuối bản'], {
    x: 0.33,
    y: 0.42,
  }),
  village('bản', 'Nà Mạ', 126, 571, ['blt', 'vi'], ['Sân bóng', 'Đồi Cây Gạo', 'Trường tiểu học', 'Bờ mương'], {
    x: 0.18,
    y: 0.26,
  }),
  village('bản', 'Co Muông', 98, 455, ['blt', 'vi'], ['Nhà văn hóa', 'Gốc muỗm', 'Ngã ba suối', 'Xóm Mới'], {
    x: 0.14,
    y: 0.56,
  }),
  village('bản', 'Phìn Sử', 87, 489, ['hmn', 'vi'], ['Điểm trường', 'Đỉnh dốc', 'Nhà ông trưởng bản', 'Nương ngô'], {
    x: 0.48,
    y: 0.18,
  }),
  village('bản', 'Huổi Mụa', 76, 431, ['hmn', 'vi'], ['Nhà văn hóa', 'Đầu suối', 'Trạm kiểm lâm', 'Xóm Trên'], {
    x: 0.74,
    y: 0.22,
  }),
  village('thôn', 'Đồi Sim', 152, 627, ['mtq', 'vi'], ['Nhà văn hóa', 'Đập nước', 'Sân kho', 'Xóm Bãi'], {
    x: 0.84,
    y: 0.46,
  }),
  village('thôn', 'Suối Lạnh', 119, 486, ['mtq', 'vi'], ['Nhà văn hóa', 'Cầu Suối Lạnh', 'Lò mổ cũ', 'Đồng Trong'], {
    x: 0.86,
    y: 0.78,
  }),
  village('bản', 'Nậm Hốc', 64, 322, ['ium', 'vi'], ['Điểm trường', 'Đồi Quế', 'Bến đá', 'Xóm Dao'], {
    x: 0.42,
    y: 0.82,
  }),
  village('bản', 'Khe Tre', 58, 276, ['kjg', 'vi'], ['Nhà văn hóa', 'Rừng vầu', 'Bãi bồi', 'Lưng dốc'], {
    x: 0.2,
    y: 0.86,
  }),
];

const HEADS = [
  'Nguyễn Văn Thịnh',
  'Trần Thị Mơ',
  'Lò Văn Inh',
  'Hà Văn Ọt',
  'Vi Thị Hoan',
  'Sùng A Páo',
  'Giàng A Dính',
  'Bùi Văn Chựng',
  'Quách Thị Lượng',
  'Triệu Tòn Phấu',
  'Cút Văn Nam',
] as const;

const RECORDERS = [
  { name: 'Lò Thị Ngân', login: 'ngan', village: 'Nà Khoang' },
  { name: 'Sùng A Chư', login: 'chu', village: 'Phìn Sử' },
  { name: 'Bùi Thị Thảo', login: 'thao', village: 'Đồi Sim' },
] as const;

/** The demo's commune. */
export const DEMO_COMMUNE: CommunePlan = {
  name: 'Bản Lá',
  province: 'một tỉnh miền núi (hư cấu)',
  phone: '0200 000 1234',
  ...USUAL_AIR,
  villages: VILLAGES,
  people: [
    { name: 'Lương Văn Toàn', login: 'chutich', role: 'leader' },
    { name: 'Hà Thị Duyên', login: 'phochutich', role: 'leader' },
    { name: 'Phạm Thị Mai', login: 'mai', role: 'operator' },
    { name: 'Hoàng Văn Khánh', login: 'khanh', role: 'operator' },
    { name: 'Đinh Công Lực', login: 'luc', role: 'technician' },
    { name: 'Nguyễn Quản Trị', login: 'quantri', role: 'admin' },
    ...RECORDERS.map((recorder) => ({ ...recorder, role: 'recorder' as const })),
    ...VILLAGES.map(({ name: home }, index) => ({
      name: HEADS[index]!,
      login: `truongthon${index + 1}`,
      role: 'village_head' as const,
      village: home,
    })),
  ],
};

/** What opens every demo account. Printed on the screen; never used outside the demo. */
export const DEMO_PASSWORD = 'loa-lang-demo';
