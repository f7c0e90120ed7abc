// Vietnamese: what one person put on air alone, looked at afterwards.
export const reviews = {
  title: 'Xem lại',
  what: 'Tin do một người tự phát. Một lãnh đạo khác xem lại và ký trong 24 giờ.',
  nothing: 'Không có gì chờ xem lại.',
  subjects: { emergency: 'Khẩn cấp phát một mình', village_notice: 'Thông báo của thôn' },
  by: '{name} phát lúc {at}',
  reason: 'Lý do: {reason}',
  due: 'Ký trước {at}',
  note: 'Nhận xét',
  inOrder: 'Đúng quy định',
  notInOrder: 'Không đúng quy định',
  listen: 'Tiếng đã phát',
  signed: '{name} đã ký: {verdict}',
  done: 'Đã ký',
};
