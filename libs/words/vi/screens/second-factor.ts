// Vietnamese: the code from the phone, besides the password.
export const secondFactor = {
  title: 'Mã trên điện thoại',
  why: 'Khi đã bật, đăng nhập cần cả mật khẩu và một mã sáu chữ số trên điện thoại của bạn. Người khác có biết mật khẩu cũng không vào được.',
  off: 'Đang tắt. Đăng nhập chỉ cần mật khẩu.',
  required: 'Xã yêu cầu bạn bật mã này trước khi làm việc. Bật xong là dùng được ngay.',
  on: 'Đang bật từ {at}.',
  codesLeft: 'Mã dự phòng còn lại: {count}.',
  begin: 'Bật mã trên điện thoại',
  step1: '1. Cài một ứng dụng tạo mã trên điện thoại, ví dụ Google Authenticator.',
  step2:
    '2. Mở ứng dụng, chọn thêm tài khoản rồi quét ô vuông này. Đang dùng chính điện thoại này thì bấm "Mở ứng dụng".',
  openApp: 'Mở ứng dụng',
  typed: 'Không quét được thì gõ khoá này vào ứng dụng:',
  step3: '3. Gõ sáu chữ số mà ứng dụng đang hiện.',
  code: 'Mã trên điện thoại',
  confirm: 'Bật',
  paper: 'Mã dự phòng của bạn',
  paperWhy:
    'Chép mười mã này ra giấy và cất riêng, không để cùng điện thoại. Mất điện thoại thì dùng một mã thay cho mã trên điện thoại; mỗi mã dùng một lần. Trang này chỉ hiện một lần.',
  paperKept: 'Đã chép xong',
  renew: 'Tạo mười mã dự phòng mới',
  renewWhy: 'Các mã dự phòng cũ sẽ hết dùng được.',
  turnOff: 'Tắt mã trên điện thoại',
  back: 'Về trang của tôi',
  signInTitle: 'Nhập mã trên điện thoại',
  signInHow:
    'Mật khẩu đã đúng. Mở ứng dụng trên điện thoại và gõ sáu chữ số đang hiện. Mất điện thoại thì gõ một mã dự phòng.',
  signInCode: 'Mã trên điện thoại hoặc mã dự phòng',
  lost: 'Mất cả điện thoại và giấy: gọi người quản trị xã.',
  again: 'Đăng nhập lại từ đầu',
  account: 'Đăng nhập có thể cần thêm một mã trên điện thoại của bạn.',
  manage: 'Bật, tắt, mã dự phòng',
};
