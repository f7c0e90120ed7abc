// Vietnamese: the page on which a person sets a password by a one-time code.
export const password = {
  title: 'Đặt mật khẩu',
  how: 'Nhập mã một lần do người quản trị xã đưa, rồi chọn mật khẩu dài ít nhất 10 ký tự.',
  code: 'Mã một lần',
  fresh: 'Mật khẩu mới',
  submit: 'Đặt mật khẩu',
};
