// Vietnamese: the dialog that takes back what was wrong and corrects it where it sounded.
export const retract = {
  title: 'Đính chính',
  button: 'Đính chính…',
  what: 'Bài này im ngay ở mọi nơi, lịch còn lại bị huỷ, và bài đính chính chỉ tới đúng các cụm loa đã phát.',
  effect: 'Sẽ im ở {silences} lượt đang phát hoặc sắp phát; huỷ {cancels} lịch.',
  played: 'Đã phát ở {count} cụm loa',
  doubtful: 'Chưa rõ ở {count} cụm loa',
  nowhere: 'Chưa cụm loa nào phát bài này.',
  correction: 'Bài đính chính',
  later: 'Chọn sau',
  reason: 'Vì sao đính chính',
  order: 'Im ngay và đính chính',
  ordered: 'Đã ra lệnh im và huỷ lịch.',
  orderedBooked: 'Đã ra lệnh im. Bài đính chính đang chờ người khác duyệt.',
  refused: 'Chưa đặt được bài đính chính: {why}',
  state: { sounding: 'đang phát', sounded: 'đã phát', doubtful: 'chưa rõ' },
};
