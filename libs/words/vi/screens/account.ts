// Vietnamese: what I am told, and my own account.
export const account = {
  heading: 'Tài khoản của tôi',
  notices: 'Thông báo cho tôi',
  unread: 'Thông báo cho tôi: {count} chưa đọc',
  noNotices: 'Chưa có thông báo nào.',
  markRead: 'Đã đọc',
  markReadOf: 'Đã đọc: {notice}',
  markAll: 'Đánh dấu đã đọc tất cả',
  current: 'Mật khẩu đang dùng',
  pin: 'Mã PIN trên điện thoại',
  newPin: 'Mã PIN mới (sáu chữ số)',
  savePin: 'Lưu mã PIN',
  pinSaved: 'Đã lưu mã PIN.',
};
