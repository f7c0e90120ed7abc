// Vietnamese: the password once more, before something weighty is done.
export const proof = {
  title: 'Nhập lại mật khẩu',
  how: 'Đã đăng nhập hơn 15 phút. Nhập lại mật khẩu để chắc chắn là bạn đang ngồi ở máy này. Nội dung đang làm vẫn còn nguyên.',
  password: 'Mật khẩu của bạn',
  code: 'Mã trên điện thoại hoặc mã dự phòng',
  submit: 'Tiếp tục',
  leave: 'Không làm nữa',
};
