// Vietnamese: what will sound in the next day and night.
export const tonight = {
  span: 'Từ {from} đến {to}. Máy vừa xếp lại: thấy gì thì phát nấy.',
  unusual: 'Cần nhìn lại',
  nothingUnusual: 'Không có gì khác thường.',
  ask: 'Thôn nào, lúc nào?',
  village: 'Thôn',
  time: 'Giờ',
  answerAt: '{village} lúc {at}: {title}.',
  answerNothing: '{village} lúc {at}: không có gì phát.',
  answerNext: 'Tiếp theo lúc {at}: {title}.',
  programme: '{village}: chương trình',
  columns: { when: 'Giờ', what: 'Phát gì', why: 'Vì sao' },
  nothing: 'Không có gì được lên lịch.',
  states: { planned: 'Sẽ phát', held: 'Chờ duyệt', dropped: 'Không phát', cancelled: 'Đã huỷ' },
};
