// Vietnamese: the reason chain, around its sentences.
export const why = {
  chain: 'Từng bước, từ ghi âm đến người nghe',
  runAll: 'Mọi bước đã xong.',
  polesOf: '{title}: từng cụm loa ({count})',
  evidence: 'Bằng chứng',
  evidenceOf: 'Bằng chứng: {name}',
  evidenceSigned: 'Thiết bị đã ký từng dòng dưới đây bằng khoá riêng; máy chủ đã kiểm chữ ký trước khi ghi lại.',
  noEvidence: 'Thiết bị chưa gửi báo cáo nào về lần phát này.',
  receiptLine: '{at} (máy chủ nhận {received}): {what}',
  receipts: {
    ready: 'đã tải xong bài',
    started: 'sắp phát, đã ghi trước khi có tiếng',
    played: 'đã phát đến hết',
    interrupted: 'phát dở',
    missed: 'không phát',
    refused: 'từ chối phát',
  },
};
