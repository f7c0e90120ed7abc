// Vietnamese: what the verification of the event log says.
import type { Catalogue } from '../catalogue';

export const audit: Catalogue['audit'] = {
  intact: 'Nhật ký còn nguyên như lúc ghi: {events} sự kiện.',
  older: '{count} sự kiện trong số đó có từ trước khi nhật ký được nối chuỗi nên không được bảo vệ.',
  sealed: 'Chữ ký gần nhất: đến số {number}, lúc {time}, khoá {key}.',
  unsealed: '{count} sự kiện sau đó chưa được ký.',
  neverSealed: 'Nhật ký này chưa được ký lần nào.',
  keptOutside:
    'Ghi giữ ngoài cơ sở dữ liệu: đến số {number}, lúc {time}. Những gì sau đó, chỉ một máy thì không chứng minh được.',
  unbacked: {
    announcement: 'Thông báo {id}: nhật ký không có lần duyệt này.',
    booking: 'Lịch phát {id}: nhật ký không có lần duyệt này.',
    'emergency-request': 'Tin khẩn cấp {id}: nhật ký không có người đề nghị này.',
    emergency: 'Tin khẩn cấp {id}: nhật ký không có lần xác nhận này.',
  },
  unproven:
    '{count} chữ ký từ trước {time} không kiểm tra được: khoá ký đã mất và từ lúc đó nhật ký được ký lại từ đầu. Nội dung chúng xác nhận vẫn khớp với nhật ký.',
  begun: 'Từ giờ nhật ký được ký và ghi giữ lại từ đầu ở {folder}.',
  nothingToBegin: 'Nhật ký chưa được ký lần nào nên không có gì để mất.',
  contradicted: {
    unknown: '{thing} {id}: có trong dữ liệu mà nhật ký không ghi.',
    missing: '{thing} {id}: nhật ký có ghi mà dữ liệu không còn.',
    otherwise: '{thing} {id}: dữ liệu khác với nhật ký. Chỗ khác: {fields}.',
  },
  records: {
    recording: 'Bản ghi âm',
    announcement: 'Thông báo',
    booking: 'Lịch phát',
    emergency: 'Tin khẩn cấp',
    'emergency-template': 'Mẫu tin khẩn cấp',
    stop: 'Lệnh dừng phát',
    retraction: 'Lệnh thu hồi',
    confirmation: 'Lời báo của thôn',
    review: 'Lần xem lại',
    complaint: 'Phản ánh',
    'special-day': 'Ngày đặc biệt',
    slot: 'Khung giờ',
    village: 'Thôn',
    zone: 'Nhóm loa',
    controller: 'Cụm loa',
    commune: 'Xã',
    approval: 'Lần duyệt',
    person: 'Người dùng',
    grant: 'Quyền được giao',
    delegation: 'Uỷ quyền duyệt',
    device: 'Hộp điều khiển',
    playback: 'Lần phát trên cụm loa',
    journal: 'Sổ ghi của hộp điều khiển',
  },
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
    'bad-seal':
      'Dòng sai đầu tiên: chữ ký ở số {number} không khớp với khoá nào hệ thống đang giữ: khoá cũ đã mất, hoặc chữ ký bị giả.',
    'older-added': 'Có dòng bị chèn vào và mạo nhận là có từ trước khi nối chuỗi.',
    'seals-missing': 'Có chữ ký trên nhật ký đã bị mất.',
    'head-missing': 'Nhật ký đã được ký, nhưng phần ghi giữ ngoài cơ sở dữ liệu đã bị mất.',
    'key-missing':
      'Khoá ký nhật ký không còn trong thư mục khoá, nên chưa kiểm tra được chữ ký. Chưa có dấu hiệu ai sửa nhật ký. Hãy chép lại thư mục khoá từ bản sao lưu; nếu mất hẳn, chạy "audit begin".',
    'bad-head': 'Phần ghi giữ ngoài cơ sở dữ liệu không phải do khoá của hệ thống này ký.',
  },
};
