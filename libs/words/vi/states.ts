// Vietnamese: states, reasons and roles, in the fixed words of the trade.
import type { Catalogue } from '../catalogue';

type States = Pick<
  Catalogue,
  | 'recordingStates'
  | 'announcementStates'
  | 'bookingStates'
  | 'playbackStates'
  | 'airingReasons'
  | 'deviceReasons'
  | 'outlooks'
  | 'messageClasses'
  | 'confirmationAnswers'
  | 'roles'
>;

export const states: States = {
  recordingStates: { received: 'Đã nhận', rendering: 'Đang xử lý', ready: 'Sẵn sàng', refused: 'Không dùng được' },
  announcementStates: {
    draft: 'Nháp',
    submitted: 'Chờ duyệt',
    approved: 'Đã duyệt',
    changes_requested: 'Cần sửa',
    void: 'Duyệt hết hiệu lực',
    retired: 'Đã cất',
  },
  bookingStates: {
    proposed: 'Chờ duyệt',
    approved: 'Đã lên lịch',
    declined: 'Không duyệt',
    cancelled: 'Đã huỷ',
    missed: 'Quá giờ chưa duyệt',
    finished: 'Đã xong',
    replaced: 'Đã nhường chỗ',
  },
  playbackStates: {
    planned: 'đã lên lịch',
    delivered: 'đã gửi lịch',
    ready: 'sẵn sàng',
    playing: 'đang phát',
    played: 'đã phát',
    interrupted: 'phát dở',
    missed: 'không phát',
    refused: 'từ chối phát',
    cancelled: 'đã huỷ',
    unconfirmed: 'không có tin',
  },
  airingReasons: {
    'booking-cancelled': 'lịch đã huỷ',
    'booking-declined': 'lịch không được duyệt',
    'day-cancelled': 'ngày này đã huỷ',
    'booking-replaced': 'nhường chỗ cho lịch khác',
    'announcement-voided': 'nội dung đã sửa, cần duyệt lại',
    'special-day': 'ngày đặc biệt, lịch định kỳ tạm nghỉ',
    'no-longer-due': 'không còn trong lịch',
    'not-as-approved': 'dữ liệu bị đổi khác với lúc được duyệt, cần kiểm tra',
    'drill-cancelled': 'DIỄN TẬP đã huỷ',
    'no-poles': 'nhóm không còn cụm loa nào',
    stopped: 'có lệnh dừng phát',
    unapproved: 'chưa được duyệt kịp giờ',
    locked: 'buổi phát đã chốt',
    'too-soon': 'quá sát giờ',
    'quiet-hours': 'trong giờ không phát',
    overlap: 'trùng giờ',
    overflow: 'khung giờ hết chỗ',
    'clock-change': 'hôm đó chỉnh đồng hồ, không đủ giờ này',
    'rundown-cap': 'quá số phút cho phép của một buổi phát',
    'day-cap': 'quá số phút cho phép trong ngày',
    emergency: 'nhường cho tin khẩn cấp',
    'emergency-over': 'tin khẩn cấp đã kết thúc',
    'rundown-empty': 'buổi phát không còn mục nào',
    'no-room': 'khung giờ hết chỗ',
  },
  deviceReasons: {
    'clock-unattested': 'đồng hồ chưa được xác nhận',
    'clock-unsure': 'đồng hồ chưa chắc chắn',
    'lease-ended': 'quá lâu không nhận được lịch mới',
    'no-settings': 'chưa nhận được cài đặt',
    'sound-not-ready': 'chưa tải xong bài',
    'horn-busy': 'loa đang phát bài khác',
    'device-off': 'mất điện hoặc thiết bị tắt',
    'clock-moved': 'đồng hồ bị chỉnh qua mất giờ phát',
    'device-restarted': 'thiết bị khởi động lại khi đang phát',
    'start-passed': 'đã qua giờ phát',
    stopped: 'có lệnh dừng phát',
    cancelled: 'lượt phát đã huỷ',
    'quiet-hours': 'trong giờ không phát',
    'rundown-cap': 'đã đủ số phút cho phép của buổi phát',
    'day-cap': 'đã đủ số phút cho phép trong ngày',
    'least-silence': 'chưa đủ khoảng lặng sau bài trước',
    emergency: 'nhường cho tin khẩn cấp',
    'pre-empted': 'phải dừng, nhường cho tin quan trọng hơn',
    'air-taken': 'DIỄN TẬP nhường chỗ cho bài phát thật',
    'no-evidence': 'thiết bị không báo về',
    'after-cancel': 'dù đã huỷ',
  },
  outlooks: { toPlay: 'Sẽ phát', played: 'Đã phát', trouble: 'Có vấn đề' },
  messageClasses: { normal: 'Thông thường', priority: 'Ưu tiên', emergency: 'Khẩn cấp' },
  confirmationAnswers: {
    heard: 'đã nghe rõ',
    faint: 'nghe nhỏ, rè',
    not_heard: 'không nghe thấy',
    wrong_content: 'nhầm bài',
    other: 'có trục trặc khác',
  },
  roles: {
    recorder: 'Người ghi',
    operator: 'Cán bộ phát thanh',
    leader: 'Lãnh đạo xã',
    village_head: 'Trưởng thôn',
    technician: 'Kỹ thuật viên',
    admin: 'Quản trị',
    deputy: 'Người duyệt thay',
    upstream: 'Hệ thống cấp trên',
  },
};
