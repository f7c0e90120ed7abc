// Vietnamese: headings of the tables that are exported.
import type { AuditTableWords, ReportTableWords } from '../catalogue';

export const reportTables: ReportTableWords = {
  village: 'Thôn, bản',
  households: 'Số hộ',
  minutes: 'Số phút đã phát',
  seconds: 'Số giây đã phát',
  secondsIn: 'Số giây: {language}',
  due: 'Lượt phải phát',
  played: 'Đã phát đủ',
  interrupted: 'Phát dở',
  missed: 'Không phát',
  unconfirmed: 'Không có tin',
  begun: 'Đã bắt đầu phát',
  onTime: 'Bắt đầu đúng giờ',
  asked: 'Buổi phát được hỏi',
  answered: 'Buổi phát có trả lời',
  total: 'Toàn xã',
  day: 'Ngày',
  slot: 'Khung giờ',
  titles: 'Nội dung',
  state: 'Tình trạng',
  reason: 'Lý do',
  poles: 'Số cụm loa',
};

export const auditTable: AuditTableWords = {
  number: 'Số thứ tự',
  at: 'Thời điểm',
  kind: 'Mã sự kiện',
  what: 'Việc đã xảy ra',
  actor: 'Người làm',
  subject: 'Đối tượng',
  details: 'Chi tiết',
  hash: 'Mã băm',
};
