// Vietnamese: what will sound tonight and why, and the message after each slot.
import type { SlotSummaryWords, TonightWords } from '../catalogue';

export const tonight: TonightWords = {
  heading: '{commune}: từ {from} đến {to}',
  nothing: 'Không có gì được lên lịch.',
  unplanned:
    '{name}: không xếp được lịch từ {at}. Bảng này cho thấy lịch đã xếp lần cuối, cụm loa vẫn phát theo lịch đó.',
  startRules: {
    exact: 'đúng giờ đã chọn',
    soonest: 'phút trống gần nhất',
    slot: 'khung giờ {slot}',
    'with-rundown': 'buổi {slot}',
    'at-once': 'phát ngay',
  },
  behind: 'sau {titles}',
  proposedBy: '{name} đề nghị',
  approvedBy: '{name} duyệt lúc {at}',
  held: 'chưa duyệt, đang giữ chỗ',
  notOnAir: 'không phát: {reason}',
  kinds: { opening: 'Nhạc hiệu', closing: 'Lời chào kết thúc', emergency: 'KHẨN CẤP', drill: 'DIỄN TẬP' },
  anomalies: {
    'new-hour': 'Chưa bao giờ phát vào khoảng {hour} giờ.',
    'longest-ever': 'Dài nhất từ trước đến nay: {duration}, trước đây nhiều nhất {before}.',
    'new-author': 'Người soạn này chưa có bài nào được phát.',
    'foreign-language': 'Không ai ở đây nói {languages}.',
  },
};

export const slotSummary: SlotSummaryWords = {
  allPlayed: '{slot} {date}: {played}/{due} thôn đã phát.',
  somePlayed: '{slot} {date}: {played}/{due} thôn đã phát đủ.',
  noWord: 'chưa có tin',
  trouble: '{village}: {controllers}/{of} cụm loa {state} ({reason}).',
};
