// Vietnamese: the words of the server's own pages.
import type { BoardWords, ProblemPageWords, SignInWords } from '../catalogue';

export const board: BoardWords = {
  product: 'Loa Làng',
  live: 'Bảng theo dõi',
  demoClock: 'Đây là bản chạy thử. Đồng hồ chạy trước giờ thật {ahead}.',
  allWell: '{online}/{poles} cụm loa đang kết nối. Không có vấn đề.',
  someTrouble: '{online}/{poles} cụm loa đang kết nối. {troubled}/{villages} thôn, bản có vấn đề.',
  someOffline: '{online}/{poles} cụm loa đang kết nối, {offline} chưa kết nối.',
  nothingPlanned: 'Chưa có cụm loa nào được ghép thiết bị.',
  stopInForce: 'Đang dừng phát toàn xã đến {until}: {reason}',
  stopInZones: 'Đang dừng phát ở {count} nhóm cụm loa đến {until}: {reason}',
  households: '{count} hộ',
  polesOnline: '{online}/{poles} cụm loa kết nối',
  noPoles: 'Chưa có cụm loa',
  next: 'Buổi tới',
  onAir: 'Đang phát',
  last: 'Buổi trước',
  noNext: 'Chưa có buổi phát nào được lên lịch.',
  noLast: 'Chưa có buổi phát nào.',
  confirmed: 'Người dân báo: {answers}',
  noWordYet: 'chưa có tin',
  readyCount: 'sẵn sàng {ready}/{total}',
  andOthers: '{place} và {count} nơi khác',
  signInLink: 'Đăng nhập',
  recent: 'Vừa xảy ra',
  nothingYet: 'Chưa có gì.',
  noCommune: 'Chưa có xã nào được thiết lập.',
  because: '{what} ({why})',
  signOut: 'Đăng xuất',
  apiDocs: 'Tài liệu API',
  toWork: 'Vào trang làm việc',
  today: 'hôm nay',
  tomorrow: 'ngày mai',
  yesterday: 'hôm qua',
};

export const signIn: SignInWords = {
  title: 'Đăng nhập',
  login: 'Tên đăng nhập hoặc số điện thoại',
  password: 'Mật khẩu',
  submit: 'Đăng nhập',
  lost: 'Quên mật khẩu: gọi cán bộ xã để nhận mã mới.',
};

export const problemPage: ProblemPageWords = {
  heading: 'Khi nào gặp lời báo này',
  status: 'Trạng thái HTTP {status}',
  code: 'Mã: {code}',
  trace: 'Số theo dõi: {traceId}',
};
