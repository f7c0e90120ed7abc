// Vietnamese: what stands around every page of the phones.
export const phone = {
  call: 'Gọi cán bộ xã {phone}',
  asOf: 'Số liệu lúc {at}',
  offline: 'Điện thoại đang mất mạng. Trang này là số liệu lúc {at}.',
  signOut: 'Đăng xuất',
  home: 'Về trang chính',
  askForHelp: 'Cần giúp thì gọi cán bộ xã.',
};
