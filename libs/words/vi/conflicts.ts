// Vietnamese: what stands in the way of a booking, and where the way out is.
import type { Catalogue } from '../catalogue';

export const conflicts: Catalogue['conflicts'] = {
  overlap: '{village} đã có "{title}" lúc {from}–{to} {date}.',
  emergency: '{village}: đang phát tin khẩn cấp "{title}" từ {from}, dự kiến đến {until}.',
  overflow: '{village} {date}: khung giờ thiếu {by}.',
  'clock-change': '{village} {date}: hôm đó chỉnh đồng hồ nên không đủ giờ này.',
  'rundown-cap': '{village} {date}: buổi phát vượt quá {max} cho phép, thừa {by}.',
  'day-cap': '{village} {date}: tổng thời gian phát trong ngày vượt quá {max} cho phép, thừa {by}.',
  'quiet-hours': '{village}: {from}–{to} là giờ không phát.',
  stopped: '{village}: đang dừng phát đến {until}.',
  'in-the-past': '{village}: giờ phát {date} đã qua.',
  'too-soon': '{village} {date}: sớm nhất có thể phát lúc {from}.',
  'needs-late-reason': '{village} {date}: buổi phát đã chốt đến {until}.',
  'priority-order': '{village} {date}: cùng khung giờ đã có tin ưu tiên "{title}".',
  'no-free-minute': '{village} {date}: không còn phút nào trống.',
  notForecast: 'Không tính được giờ phát lúc này ({reason}). Các mục khác không bị ảnh hưởng.',
  waysOut: 'Có thể chọn: {times}.',
};

export const warnings: Catalogue['warnings'] = {
  languageMissing: '{village} nghe chính bằng {language} nhưng thông báo chưa có bản này. Nơi này sẽ nghe: {hears}.',
  noPoles: 'Nhóm “{zone}” của {village} không còn cụm loa nào trong lịch này nên sẽ không nghe thấy.',
};
