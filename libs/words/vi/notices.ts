// Vietnamese: what a person is told on the desk. A sentence whose places are not known is left out.
import type { Catalogue } from '../catalogue';

export const notices: Catalogue['notices'] = {
  'approval-waits': '"{title}" đang chờ duyệt. Người gửi: {who}.',
  'approval-escalated': '"{title}" vẫn chưa được duyệt. Đã chờ {waited}. Còn {left} nữa là đến giờ phát.',
  'approval-delegated': '{who} giao quyền duyệt cho bạn.',
  'changes-requested': '"{title}" cần sửa: "{note}". Người yêu cầu: {who}.',
  'booking-declined': 'Lịch phát "{title}" không được duyệt. Lý do: {reason}. Người quyết định: {who}.',
  'booking-cancelled': 'Lịch phát "{title}" đã bị huỷ. Lý do: {reason}. Người huỷ: {who}.',
  'booking-replaced': 'Lịch phát "{title}" đã nhường chỗ. Phát thay: "{by}". Người quyết định: {who}. Lý do: {reason}.',
  'village-notice-aired': '"{title}" vừa được phát ở {place} theo quyền của trưởng thôn. Người phát: {who}.',
  'village-muted': 'Loa ở {place} vừa được tạm tắt mười phút. Người tắt: {who}. Lý do: {reason}.',
  'review-waits': 'Có việc cần xem lại và ký. Nội dung: "{title}". Người làm: {who}. Lý do: {reason}.',
  'emergency-asks':
    'Tin khẩn cấp cần người thứ hai xác nhận ngay. Nội dung: "{title}". Nơi phát: {place}. Người yêu cầu: {who}.',
  'emergency-broke-glass':
    'Tin khẩn cấp được phát mà chỉ có một người quyết định. Nội dung: "{title}". Nơi phát: {place}. Người phát: {who}. Lý do: {reason}.',
  'emergency-from-above':
    'Cấp trên vừa phát tin khẩn cấp. Nội dung: "{title}". Nơi phát: {place}. Người gửi: {who}. Lý do: {reason}.',
  'emergency-ended': 'Tin khẩn cấp đã kết thúc. Nội dung: "{title}". Nơi phát: {place}.',
  'item-interrupted': '"{title}" bị ngắt giữa chừng. Nơi phát: {place}. Lý do: {reason}.',
  'played-after-cancel': '"{title}" đã huỷ mà loa vẫn bắt đầu phát. Giờ dự kiến: {starts}. Cụm loa: {poles}.',
  'retraction-ordered':
    '"{title}" đang được thu hồi và cải chính. Nơi phát: {place}. Người ra lệnh: {who}. Lý do: {reason}.',
  'drill-ordered':
    'DIỄN TẬP "{title}" lúc {starts}. Đây không phải tin thật. Nơi diễn tập: {place}. Người đặt: {who}. Lý do: {reason}.',
  'drill-cancelled': 'Đã huỷ DIỄN TẬP "{title}". Nơi diễn tập: {place}. Người huỷ: {who}.',
  'complaint-received': 'Người dân phản ánh tại {place}. Nội dung: "{text}".',
  'self-test-failed': 'Kiểm tra ban đêm: có cụm loa không đạt. Số cụm loa: {count}. Nơi: {place}.',
  'token-issued':
    'Tài khoản của bạn vừa tạo khoá truy cập "{title}". Nếu không phải bạn làm, hãy thu hồi và đổi mật khẩu.',
  'village-link-issued': '{who} vừa tạo đường dẫn vào trang của thôn cho bạn.',
  'code-waits':
    '{who} vừa tạo mã đặt lại mật khẩu cho {name}. Mã dùng được khi có người thứ hai đồng ý, hoặc từ {starts}. Nếu không đúng, mở trang duyệt hoặc trang người dùng và chọn Không đồng ý.',
  'role-waits':
    '{who} vừa giao cho {name} một quyền có thể duyệt tin hoặc quản lý người dùng. Quyền có hiệu lực khi có người thứ hai đồng ý, hoặc từ {starts}. Nếu không đúng, mở trang duyệt hoặc trang người dùng và chọn Không đồng ý.',
  'waiting-refused': '{who} không đồng ý với mã hoặc quyền mà bạn vừa tạo cho {name}. Mã hoặc quyền đó đã bị huỷ.',
  'code-issued': '{who} vừa tạo mã dùng một lần để đặt lại mật khẩu của bạn. Nếu bạn không yêu cầu, hãy báo ngay.',
  'second-factor-reset':
    '{who} vừa gỡ mã trên điện thoại khỏi tài khoản của bạn. Bạn phải đăng nhập lại ở mọi máy. Nếu bạn không nhờ, hãy đổi mật khẩu và báo ngay.',
  'recovery-code-used':
    'Tài khoản của bạn vừa dùng một mã dự phòng, còn {count} mã. Nếu không phải bạn, hãy đổi mật khẩu ngay.',
  'poles-offline': '{count} cụm loa mất mạng từ {since}. Nơi: {place}.',
  'database-older':
    'Máy chủ đang chạy trên bản dữ liệu cũ hơn những gì cụm loa đã nhận. Lịch phát được gửi lại từ đầu. Hãy xem lại lịch phát và đặt lại những gì còn thiếu; xem lại ai đã bị khoá, cụm loa nào đã bị gỡ.',
  'unknown-taken-off':
    'Cụm loa còn giữ "{title}", giờ phát {starts}, mà dữ liệu không còn. Đã gỡ khỏi cụm loa. Nếu vẫn cần, hãy đặt lại. Cụm loa: {poles}.',
  'unknown-sounded': '"{title}" đã phát lúc {starts} mà dữ liệu không còn. Cụm loa: {poles}.',
  'disk-full':
    'Máy chủ đã hết chỗ và đang dùng phần dự trữ dành cho lệnh khẩn và lệnh dừng. Dọn chỗ trên máy chủ ngay, nếu không việc thường sẽ không lưu được.',
  'clock-doubted':
    'Đồng hồ máy chủ có thể sai ({off}). Tạm dừng xếp lịch; các buổi phát đã gửi tới cụm loa vẫn phát. Báo cán bộ kỹ thuật kiểm tra giờ máy chủ ngay.',
  'key-changed':
    '{who} vừa đổi khoá ký lệnh gửi cụm loa. Cụm loa tự nhận khoá mới; cụm nào chưa nhận có tên trong phần cài đặt.',
  'key-revoked':
    '{who} vừa huỷ khoá ký lệnh gửi cụm loa vì nghi bị lộ. Mọi lịch phát được ký lại ngay. Cụm loa đang tắt sẽ nhận khoá mới khi bật lại.',
  'key-recovered':
    'Cụm loa đang giữ khoá ký mới hơn dữ liệu của máy chủ: máy chủ vừa dùng lại bản sao cũ. Máy chủ đã chuyển sang khoá mới.',
  'key-foreign':
    'Cụm loa {place} đang nghe theo một khoá lạ, không phải của xã, có thể đang bị người khác điều khiển. Hãy tới nơi ngắt điện và cấp mã mới cho thiết bị.',
  'log-unguarded':
    'Nhật ký không còn được bảo vệ: khoá ký hoặc phần ghi giữ bên ngoài bị mất, hoặc nhật ký bị sửa. Máy chủ tạm ngừng ký nhật ký. Báo cán bộ kỹ thuật chạy "audit verify" trên máy chủ.',
  'log-begun-anew':
    'Từ {since}, nhật ký được ký lại từ đầu: có người khôi phục bản sao hoặc làm việc này trên máy chủ. Nếu xã không chủ động làm, hãy báo cán bộ kỹ thuật ngay.',
  'poles-not-heard':
    '{count} cụm loa gửi nhiều tin không hợp lệ, có thể thiết bị bị hỏng hoặc bị người khác can thiệp. Tạm thời không nghe các cụm này. Nơi: {place}.',
  'pole-doubled':
    'Cụm loa {place}: hai thiết bị đang dùng chung một danh tính, hoặc thiết bị chạy bản sao cũ. Tạm thời không tin báo cáo của cụm này. Hãy tới xem và cấp mã mới cho đúng thiết bị.',
  'not-as-approved':
    'Lịch phát "{title}" bị đổi khác với lúc được duyệt mà không ai sửa qua phần mềm. Không phát. Hãy huỷ, đặt lại và báo cán bộ kỹ thuật kiểm tra máy chủ.',
  'quiet-hours-altered':
    'Giờ không phát hoặc giới hạn phát của "{name}" bị đổi khác với nhật ký mà không ai sửa qua phần mềm. Loa im theo cả giờ cũ lẫn giờ mới. Hãy xem và lưu lại giờ đúng, báo cán bộ kỹ thuật kiểm tra máy chủ.',
  'template-altered':
    'Mẫu tin khẩn cấp "{name}" bị đổi khác với nhật ký mà không ai sửa qua phần mềm nên không dùng được. Hãy xem và lưu lại mẫu, báo cán bộ kỹ thuật kiểm tra máy chủ.',
  'plan-failing':
    '{count} phần lịch phát không xếp được từ {since}: {place}. Lịch đã xếp trước đó vẫn phát; phần còn lại vẫn được xếp.',
};
