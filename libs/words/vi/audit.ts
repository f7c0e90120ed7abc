// Vietnamese: what the verification of the event log says.
import type { Catalogue } from '../catalogue';

export const audit: Catalogue['audit'] = {
  intact: 'Nhật ký còn nguyên như lúc ghi: {events} sự kiện.',
  older: '{count} sự kiện trong số đó có từ trước khi nhật ký được nối chuỗi nên không được bảo vệ.',
  sealed: 'Chữ ký gần nhất: đến số {number}, lúc {time}, khoá {key}.',
  unsealed: '{count} sự kiện sau đó chưa được ký.',
  neverSealed: 'Nhật ký này chưa được ký lần nào.',
  firstBadRow: 'Được ghi là sự kiện thứ {sequence} lúc {time}, loại {kind}.',
  faults: {
    altered: 'Dòng sai đầu tiên: số {number} đã bị sửa, bị đổi chỗ hoặc bị chèn vào.',
    rewritten:
      'Dòng sai đầu tiên: số {number} hoặc một dòng trước nó đã bị ghi lại, không khớp với điều đã ghi nhận hay đã ký.',
    missing: 'Dòng sai đầu tiên: số {number} đã bị mất.',
    'older-missing': 'Có dòng ghi từ trước khi nối chuỗi đã bị mất.',
    doubled: 'Dòng sai đầu tiên: số {number} xuất hiện hai lần.',
    unchained: 'Dòng sai đầu tiên: một dòng nằm ngoài chuỗi, ở chỗ không dòng nào được phép.',
    'beyond-end': 'Dòng sai đầu tiên: số {number} nằm sau điểm cuối đã ghi nhận của nhật ký.',
    'bad-seal': 'Dòng sai đầu tiên: chữ ký ở số {number} không phải do khoá của xã ký.',
  },
};
