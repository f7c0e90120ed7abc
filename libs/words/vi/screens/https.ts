// Vietnamese: why a phone gives no microphone to a page that came by http, and what the commune does about it, once.
export const https = {
  title: 'Vì sao điện thoại không cho ghi âm',
  why: 'Điện thoại chỉ cho dùng micro, và chỉ giữ trang để xem khi mất mạng, nếu địa chỉ bắt đầu bằng https. Trang này đang mở bằng http. Điện thoại không hỏng, và không có gì bị mất.',
  address: 'Xã đã có địa chỉ https. Mở trang bằng địa chỉ này:',
  meanwhile: 'Trong lúc chờ',
  meanwhileFile: 'Ghi bằng ứng dụng ghi âm có sẵn của điện thoại, rồi chọn tệp đó ở trang Ghi âm.',
  meanwhileRest: 'Xem lịch, xác nhận, báo trục trặc và duyệt bài vẫn làm được như thường.',
  toRecord: 'Về trang Ghi âm',
  once: 'Người cài đặt của xã làm một lần, chọn một trong ba cách',
  domain: 'Có tên miền riêng',
  domainHow: 'Đặt Caddy hoặc nginx phía trước máy chủ. Chứng chỉ được xin và gia hạn tự động. Đây là cách tốt nhất.',
  certificate: 'Đã có chứng chỉ',
  certificateHow: 'Khai tệp chứng chỉ và tệp khoá trong cấu hình bằng hai dòng LOA_TLS_CERT_FILE và LOA_TLS_KEY_FILE.',
  local: 'Chưa có tên miền, điện thoại chung mạng với máy chủ',
  localHow:
    'Chạy lệnh “npm run cli -- certificate local” trên máy chủ. Lệnh in ra từng bước; mỗi điện thoại cài chứng chỉ của xã một lần.',
  manual: 'Từng bước của mỗi cách có trong tệp README đi kèm phần mềm, chương “How a commune gets https”.',
};
