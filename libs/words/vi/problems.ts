// Vietnamese: what is said when something is refused. What happened, what is safe, what to do; no code, no jargon.
import type { Catalogue } from '../catalogue';

export const problems: Catalogue['problems'] = {
  'bad-request': {
    title: 'Yêu cầu chưa đúng',
    detail: 'Có chỗ chưa đúng trong nội dung gửi lên. Chưa có gì được lưu. Xem từng chỗ bên dưới rồi gửi lại.',
  },
  'not-signed-in': {
    title: 'Chưa đăng nhập',
    detail: 'Cần đăng nhập để xem hoặc làm việc này.',
  },
  'sign-in-failed': {
    title: 'Chưa đăng nhập được',
    detail: 'Tên đăng nhập, mật khẩu hoặc mã chưa đúng. Kiểm tra rồi thử lại.',
  },
  'not-allowed': {
    title: 'Không có quyền',
    detail: 'Tài khoản này không được làm việc này. Liên hệ cán bộ xã nếu cần được giao quyền.',
  },
  'not-found': {
    title: 'Không tìm thấy',
    detail: 'Không có mục này, hoặc mục này thuộc nơi khác.',
  },
  'too-many-requests': {
    title: 'Thao tác quá nhanh',
    detail: 'Thao tác quá nhanh. Thử lại sau {retryAfterSeconds} giây.',
  },
  'idempotency-key-reused': {
    title: 'Khoá lặp đã dùng cho nội dung khác',
    detail: 'Idempotency-Key này đã được dùng cho một nội dung khác. Việc lần trước vẫn giữ nguyên. Dùng khoá mới.',
  },
  'idempotency-key-running': {
    title: 'Yêu cầu này đang được xử lý',
    detail: 'Yêu cầu cùng khoá lặp đang được xử lý. Thử lại sau ít giây.',
  },
  'edited-meanwhile': {
    title: 'Vừa có người sửa',
    detail:
      '{changedBy} vừa sửa mục này lúc {changedAt}. Thay đổi gửi lên chưa được lưu. Xem bản mới rồi chọn giữ bản nào.',
  },
  'if-match-required': {
    title: 'Thiếu bản đang sửa',
    detail: 'Cần gửi kèm If-Match với ETag của bản đang sửa, để không ghi đè lên thay đổi của người khác.',
  },
  unavailable: {
    title: 'Hệ thống chưa sẵn sàng',
    detail: 'Hệ thống đang bận. {safe}. Thử lại sau ít phút. Các buổi phát đã gửi tới cụm loa vẫn phát.',
  },
  'database-full': {
    title: 'Máy chủ hết chỗ lưu',
    detail:
      'Máy chủ hết chỗ nên chưa ghi được việc này. {safe}. Báo ngay cán bộ kỹ thuật dọn chỗ rồi thử lại. Các buổi phát đã gửi tới cụm loa vẫn phát.',
  },
  unexpected: {
    title: 'Lỗi của hệ thống',
    detail: 'Hệ thống gặp lỗi. {safe}. Thử lại sau ít phút; nếu vẫn lỗi, báo cán bộ kỹ thuật số theo dõi bên dưới.',
  },
  'saved-but-not-shown': {
    title: 'Đã lưu, chưa hiện được kết quả',
    detail:
      'Việc vừa làm đã được lưu. {saved}. Hệ thống gặp lỗi sau khi lưu nên chưa hiện được kết quả. Mở lại trang để xem trước khi làm lại; nếu vẫn lỗi, báo cán bộ kỹ thuật số theo dõi bên dưới.',
  },
  'recording-empty': {
    title: 'Tệp trống',
    detail: 'Tệp này không có nội dung. Ghi lại hoặc chọn tệp khác.',
  },
  'recording-not-audio': {
    title: 'Không phải tệp âm thanh',
    detail: 'Không mở được tệp này. Hãy chọn tệp âm thanh như MP3, M4A hoặc ghi trực tiếp.',
  },
  'recording-no-audio-stream': {
    title: 'Tệp không có tiếng',
    detail: 'Tệp này không có phần âm thanh. Chọn tệp khác hoặc ghi trực tiếp.',
  },
  'recording-broken': {
    title: 'Tệp bị hỏng',
    detail: 'Tệp bị hỏng hoặc chưa tải lên đủ. Bản gốc vẫn còn trên máy đã ghi: gửi lại hoặc ghi lại.',
  },
  'recording-silent': {
    title: 'Không nghe thấy tiếng',
    detail: 'Bản ghi không có tiếng nói. Để điện thoại cách miệng một gang tay và ghi lại.',
  },
  'recording-too-short': {
    title: 'Bản ghi quá ngắn',
    detail: 'Bản ghi chỉ dài {duration}, ít nhất phải {minDuration}. Ghi lại.',
  },
  'recording-too-long': {
    title: 'Bản ghi quá dài',
    detail: 'Bản ghi dài {duration}, nhiều nhất được {maxDuration}. Cắt bớt hoặc chia thành nhiều bản.',
  },
  'recording-clipped': {
    title: 'Tiếng bị vỡ',
    detail: 'Tiếng quá to nên bị vỡ, ra loa sẽ khó nghe. Để điện thoại xa hơn một chút và ghi lại.',
  },
  'recording-loudness-unreachable': {
    title: 'Tiếng quá nhỏ',
    detail: 'Tiếng quá nhỏ, ra loa sẽ khó nghe. Để điện thoại cách miệng một gang tay và ghi lại.',
  },
  'recording-render-failed': {
    title: 'Không làm được bản phát',
    detail: 'Hệ thống không chuyển được tệp này thành bản phát. Bản gốc vẫn được giữ. Thử tệp khác hoặc ghi lại.',
  },
  'recording-too-large': {
    title: 'Tệp quá lớn',
    detail: 'Tệp quá lớn, nhiều nhất được {maxSize}. Cắt bớt hoặc gửi tệp MP3, M4A.',
  },
  'recording-removed': {
    title: 'Bản ghi đã được xoá',
    detail:
      'Phần âm thanh đã được xoá theo thời hạn lưu giữ của xã; thông tin và nhật ký vẫn còn. Muốn phát lại, hãy ghi âm mới.',
  },
  'recording-not-ready': {
    title: 'Bản ghi chưa sẵn sàng',
    detail:
      'Bản ghi đang được xử lý hoặc bị từ chối, nên chưa gửi duyệt được. Nội dung đã lưu. Thử lại khi bản ghi sẵn sàng.',
  },
  'storage-full': {
    title: 'Hết chỗ lưu',
    detail: 'Máy chủ hết chỗ lưu, bản ghi này chưa được giữ. Giữ bản trên máy và báo cán bộ kỹ thuật.',
  },
  'handed-in-too-much': {
    title: 'Đã gửi quá nhiều bản ghi trong một ngày',
    detail:
      'Trong 24 giờ qua đã gửi hết phần chỗ dành cho bản ghi, hoặc còn quá nhiều bản gửi dở. Bản này chưa được nhận và vẫn còn trên máy. Gửi xong hoặc bỏ các bản dở, hoặc thử lại ngày mai.',
  },
  'upload-damaged': {
    title: 'Bài gửi lên không còn nguyên vẹn',
    detail:
      'Phần nhận được không giống bài trên máy nên chưa được lưu. Bài trên máy vẫn còn nguyên. Nhấn Thử lại ngay để gửi lại từ đầu.',
  },
  'next-key-lost': {
    title: 'Không tìm thấy khoá kế tiếp',
    detail:
      'Cụm loa chỉ nhận khoá đã được báo trước, mà tệp tạo ra khoá đó không có trên máy chủ. Hãy lấy lại thư mục "keys" từ bản sao lưu. Chưa có gì bị đổi.',
  },
  'upload-offset': {
    title: 'Phần gửi lên không nối tiếp',
    detail: 'Phần gửi lên không bắt đầu từ chỗ đã nhận. Phần đã nhận vẫn còn. Hỏi lại chỗ đã nhận rồi gửi tiếp từ đó.',
  },
  'range-not-satisfiable': {
    title: 'Không có đoạn này',
    detail: 'Đoạn được hỏi nằm ngoài tệp. Tệp có {bytes} byte.',
  },
  'announcement-not-submitted': {
    title: 'Thông báo chưa gửi duyệt',
    detail: 'Thông báo phải được gửi duyệt trước khi đặt lịch hoặc duyệt.',
  },
  'announcement-not-approved': {
    title: 'Thông báo chưa được duyệt',
    detail: 'Thông báo phải được duyệt trước khi dùng ở đây.',
  },
  'announcement-has-no-sound': {
    title: 'Chưa có bản ghi',
    detail: 'Thông báo chưa có bản ghi nào. Thêm ít nhất một bản ghi rồi gửi duyệt.',
  },
  'note-required': {
    title: 'Chưa ghi cần sửa gì',
    detail: 'Ghi rõ chỗ cần sửa để người soạn biết. Thông báo chưa được trả lại.',
  },
  'announcement-class-fixed': {
    title: 'Loại tin do cấp trên quy định',
    detail: 'Tin này do cấp trên gửi xuống nên không đổi được loại tin. Nội dung vẫn giữ nguyên.',
  },
  'approval-self': {
    title: 'Không tự duyệt được',
    detail: 'Người ghi, sửa hoặc đặt lịch không tự duyệt được. Cần một người khác duyệt.',
  },
  'approval-stale': {
    title: 'Nội dung đã thay đổi',
    detail: 'Âm thanh, nơi phát hoặc giờ phát đã thay đổi so với bản vừa xem. Xem và nghe lại rồi duyệt.',
  },
  'not-as-approved': {
    title: 'Khác với lúc được duyệt',
    detail:
      'Nội dung này bị đổi khác với lúc được duyệt mà không ai sửa qua phần mềm, nên không phát. Dùng bản ghi khác, hoặc sửa rồi duyệt lại; báo cán bộ kỹ thuật kiểm tra máy chủ.',
  },
  'wrong-state': {
    title: 'Không làm được ở trạng thái này',
    detail: 'Mục này không còn ở trạng thái cho phép việc này. Tải lại để xem trạng thái hiện tại.',
  },
  'delegation-overlap': {
    title: 'Đã giao quyền cho người này',
    detail:
      'Bạn đã giao quyền duyệt cho người này trong một phần thời gian đó. Chưa có gì được lưu. Muốn đổi thời gian, thu lại lần giao trước rồi giao lại.',
  },
  'link-unknown': {
    title: 'Đường dẫn này không đúng',
    detail: 'Đường dẫn có thể bị chép thiếu. Mở lại từ tin nhắn đã nhận, hoặc gọi cán bộ xã để nhận đường dẫn mới.',
  },
  'link-expired': {
    title: 'Đường dẫn không còn dùng được',
    detail: 'Đường dẫn này đã hết hạn, đã dùng hoặc đã thu hồi. Gọi cán bộ xã để nhận đường dẫn mới.',
  },
  'pin-wrong': {
    title: 'Mã chưa đúng',
    detail: 'Mã PIN hoặc mật khẩu chưa đúng. Còn {triesLeft} lần thử.',
  },
  'pin-shown': {
    title: 'Cần mã PIN của riêng mình',
    detail:
      'Mã PIN này do người khác tạo và đã nhìn thấy, nên không dùng để ký hay làm việc này được. Đăng nhập bằng mật khẩu, đặt mã PIN mới rồi làm lại.',
  },
  'needs-password': {
    title: 'Cần đăng nhập bằng mật khẩu',
    detail: 'Việc này chỉ làm được khi đăng nhập bằng tên và mật khẩu, không bằng mã PIN, đường dẫn hay khoá truy cập.',
  },
  'proof-too-old': {
    title: 'Cần nhập lại mật khẩu',
    detail: 'Đã đăng nhập hơn 15 phút. Nhập lại mật khẩu một lần nữa rồi việc này mới được làm. Chưa có gì thay đổi.',
  },
  'second-factor-needed': {
    title: 'Cần thêm mã trên điện thoại',
    detail: 'Mật khẩu đã đúng. Tài khoản này còn cần mã sáu chữ số trên điện thoại, hoặc một mã dự phòng trên giấy.',
  },
  'second-factor-missing': {
    title: 'Cần bật mã trên điện thoại trước',
    detail:
      'Xã yêu cầu người giữ việc này đăng nhập bằng cả mật khẩu và mã trên điện thoại. Mở trang /second-factor, làm theo ba bước, rồi làm tiếp việc này. Chưa có gì thay đổi.',
  },
  'code-wrong': {
    title: 'Mã chưa đúng',
    detail:
      'Mã sai, đã hết giờ hoặc đã dùng rồi; mỗi mã chỉ dùng một lần. Chờ điện thoại hiện mã mới rồi gõ lại. Nếu vẫn sai, xem lại giờ trên điện thoại, hoặc dùng một mã dự phòng.',
  },
  'code-waits': {
    title: 'Mã chưa dùng được',
    detail:
      'Tài khoản này có quyền duyệt hoặc quản lý nên mã cần thêm một người đồng ý: một quản trị khác, lãnh đạo, hoặc chính chủ tài khoản trên máy đang đăng nhập. Không ai trả lời thì mã dùng được sau 24 giờ kể từ lúc tạo.',
  },
  'password-easy': {
    title: 'Mật khẩu này dễ đoán',
    detail:
      'Nhiều người dùng mật khẩu này, hoặc đó là một dãy phím, hoặc chỉ là cái tên ai cũng biết. Chưa có gì thay đổi. Nên ghép vài từ mà chỉ mình bạn nghĩ ra.',
  },
  'pole-unknown': {
    title: 'Không có cụm loa nào mang mã này',
    detail: 'Xem lại mã trên nhãn dán ở cột loa rồi gõ lại, hoặc quét lại ô vuông trên nhãn.',
  },
  'name-taken': {
    title: 'Tên này đã có',
    detail: 'Nơi này đã có tên giống vậy. Chưa có gì được lưu. Chọn một tên khác để không nhầm.',
  },
  'login-taken': {
    title: 'Tên đăng nhập đã có người dùng',
    detail: 'Đã có người dùng tên đăng nhập này. Chưa có gì được lưu. Chọn tên khác, ví dụ số điện thoại.',
  },
  'place-in-use': {
    title: 'Nơi này còn đang dùng',
    detail:
      'Chưa bỏ được vì nơi này còn cụm loa, lịch phát hoặc người phụ trách. Chuyển hoặc bỏ những thứ đó trước, rồi làm lại.',
  },
  'slot-overlap': {
    title: 'Khung giờ bị trùng',
    detail: 'Giờ này trùng với một khung giờ khác của xã. Chưa có gì được lưu. Chọn giờ không trùng.',
  },
  'slot-too-short': {
    title: 'Khung giờ quá ngắn',
    detail: 'Khung giờ phải dài ít nhất {minDuration}. Chưa có gì được lưu.',
  },
  'own-account': {
    title: 'Không tự làm cho tài khoản của mình',
    detail: 'Không ai tự giao quyền cho mình hoặc tự khoá tài khoản của mình. Nhờ một người quản trị khác.',
  },
  'last-admin': {
    title: 'Xã phải còn một người quản trị',
    detail:
      'Đây là người quản trị cuối cùng của xã nên chưa có gì thay đổi. Giao quyền quản trị cho người khác trước, rồi làm lại.',
  },
  'booking-no-zones': {
    title: 'Chưa chọn nơi phát',
    detail: 'Chọn ít nhất một thôn hoặc một nhóm cụm loa.',
  },
  'booking-no-controllers': {
    title: 'Nơi phát chưa có cụm loa',
    detail: 'Những nơi đã chọn chưa có cụm loa nào nên sẽ không ai nghe thấy. Chọn nơi khác.',
  },
  'booking-no-dates': {
    title: 'Không có ngày phát',
    detail: 'Lịch này không có ngày phát nào. Xem lại ngày bắt đầu, ngày kết thúc và các thứ trong tuần.',
  },
  'recurrence-unsupported': {
    title: 'Cách lặp này chưa dùng được',
    detail:
      'Cách lặp có chỗ không giữ được đúng như đã viết. Chưa có gì được lưu. Xem lại phần "{part}", hoặc nhập các ngày thành danh sách.',
  },
  'booking-duplicate': {
    title: 'Đã có lịch giống hệt',
    detail:
      'Lịch mới chưa được lưu. “{title}” đã có lịch cùng nơi, cùng giờ, cùng ngày, do {bookedBy} gửi lúc {bookedAt}. Nếu đúng là muốn phát thêm một lần nữa, hãy xác nhận.',
  },
  'booking-conflict': {
    title: 'Trùng giờ phát',
    detail: 'Lịch chưa được lưu. {conflicts}. {waysOut}.',
  },
  'booking-overflow': {
    title: 'Khung giờ không đủ chỗ',
    detail: 'Lịch chưa được lưu vì khung giờ không còn đủ chỗ. {conflicts}. {waysOut}.',
  },
  'booking-clock-change': {
    title: 'Ngày chỉnh đồng hồ',
    detail: 'Lịch chưa được lưu vì có ngày chỉnh đồng hồ. {conflicts}. Chọn giờ khác hoặc bỏ ngày đó. {waysOut}.',
  },
  'booking-over-rundown-limit': {
    title: 'Buổi phát quá dài',
    detail: 'Lịch chưa được lưu. {conflicts}. Bớt lượt lặp, chọn bài ngắn hơn hoặc buổi khác. {waysOut}.',
  },
  'booking-over-day-limit': {
    title: 'Hết thời gian phát trong ngày',
    detail: 'Lịch chưa được lưu. {conflicts}. Bớt lượt lặp, chọn bài ngắn hơn hoặc ngày khác. {waysOut}.',
  },
  'booking-quiet-hours': {
    title: 'Giờ không phát',
    detail: 'Lịch chưa được lưu. {conflicts}. Chỉ tin khẩn cấp được phát trong giờ không phát. {waysOut}.',
  },
  'booking-in-the-past': {
    title: 'Giờ này đã qua',
    detail: 'Giờ phát đã qua. Chọn giờ khác. {waysOut}.',
  },
  'booking-too-soon': {
    title: 'Quá sát giờ phát',
    detail: 'Quá sát giờ, lệnh không kịp tới các cụm loa. Chọn giờ muộn hơn. {waysOut}.',
  },
  'booking-needs-late-reason': {
    title: 'Cần lý do chen lịch',
    detail: 'Buổi phát này đã chốt. Muốn chen vào chỗ trống cần ghi lý do, lý do được lưu trong nhật ký. {waysOut}.',
  },
  'booking-stopped': {
    title: 'Đang có lệnh dừng phát',
    detail: 'Lịch chưa được lưu. {conflicts}. {waysOut}.',
  },
  'booking-during-emergency': {
    title: 'Đang phát tin khẩn cấp',
    detail: 'Lịch chưa được lưu. {conflicts}. {waysOut}.',
  },
  'booking-needs-order': {
    title: 'Cần quyết định tin nào phát trước',
    detail: 'Lịch chưa được lưu. {conflicts}. Chọn phát trước hay phát sau tin đó rồi gửi lại.',
  },
  'booking-no-free-minute': {
    title: 'Hôm nay không còn phút trống',
    detail: 'Chưa xếp được giờ phát. {conflicts}. {waysOut}.',
  },
  'booking-not-replaceable': {
    title: 'Không thay được lịch này',
    detail:
      'Lịch được chọn không cản trở lịch mới, đã chốt giờ phát, hoặc là tin khẩn cấp, nên không phải nhường chỗ. Chưa có gì thay đổi. Xem lại các cách khác.',
  },
  'booking-emergency': {
    title: 'Tin khẩn cấp không đặt lịch',
    detail: 'Tin khẩn cấp không đi qua lịch phát thường. Dùng mục Khẩn cấp.',
  },
  'slot-unknown': {
    title: 'Không có khung giờ này',
    detail: 'Xã không có khung giờ này. Chọn một khung giờ khác.',
  },
  'special-day-unknown': {
    title: 'Không có ngày đặc biệt này',
    detail: 'Xã chưa có ngày đặc biệt nào tên “{name}”. Nhập ngày đó trước, hoặc chọn ngày khác.',
  },
  'village-muted': {
    title: 'Thôn đang tạm tắt loa',
    detail: 'Loa của thôn đang tạm tắt đến {until}. Hết giờ có thể tắt tiếp nếu cần.',
  },
  'village-notice-off': {
    title: 'Xã không cho thôn tự phát',
    detail: 'Xã đã tắt quyền thôn tự phát thông báo. Gửi cho cán bộ xã để đặt lịch.',
  },
  'village-notice-too-long': {
    title: 'Thông báo của thôn quá dài',
    detail: 'Bản ghi dài {duration}, thôn tự phát nhiều nhất {maxDuration}. Ghi ngắn lại hoặc gửi cán bộ xã.',
  },
  'village-notice-hours': {
    title: 'Ngoài giờ thôn được tự phát',
    detail: 'Thông báo chưa được phát. Thôn được tự phát trong các giờ: {windows}. Phát lại trong giờ đó.',
  },
  'village-notice-duplicate': {
    title: 'Vừa phát bản ghi này',
    detail:
      'Thông báo chưa được phát thêm. Thôn vừa phát đúng bản ghi này: “{title}”, do {bookedBy} gửi lúc {bookedAt}. Nếu đúng là muốn phát lại, hãy xác nhận.',
  },
  'retraction-nothing-aired': {
    title: 'Chưa có cụm loa nào phát',
    detail: 'Chưa có cụm loa nào phát bài này nên chưa có nơi cần đính chính.',
  },
  'retraction-covered': {
    title: 'Đã có đính chính',
    detail: 'Mọi cụm loa đã phát bài này đều đã có lịch đính chính.',
  },
  'correction-too-light': {
    title: 'Bài đính chính chưa đủ mức',
    detail:
      'Bài đính chính phải có mức ít nhất bằng bài đã phát. Chọn bài khác hoặc nâng mức của bài này rồi gửi duyệt lại.',
  },
  'resend-nothing-to-do': {
    title: 'Không có nơi cần phát lại',
    detail: 'Mọi nơi đều đã phát trọn và không thôn nào báo không nghe thấy, hoặc đã có lịch phát lại.',
  },
  'emergency-wrong-class': {
    title: 'Không phải tin khẩn cấp',
    detail: 'Chỉ thông báo thuộc loại khẩn cấp mới được phát khẩn cấp. Chọn thông báo khác.',
  },
  'emergency-same-person': {
    title: 'Cần người thứ hai',
    detail: 'Người yêu cầu không tự xác nhận được. Cần một người khác xác nhận trong vòng 60 giây.',
  },
  'emergency-request-expired': {
    title: 'Đã quá 60 giây',
    detail: 'Yêu cầu phát khẩn cấp đã hết hạn vì không có người thứ hai xác nhận trong 60 giây. Yêu cầu lại.',
  },
  'emergency-request-closed': {
    title: 'Yêu cầu này đã được khép',
    detail:
      'Có người đã báo việc này đã xong, nên yêu cầu phát cùng tin ở cùng nơi được khép lại. Nếu vẫn nguy hiểm, yêu cầu lại.',
  },
  'emergency-needs-reason': {
    title: 'Cần ghi lý do',
    detail:
      'Phát khẩn cấp một mình phải ghi rõ lý do, ít nhất {minLength} ký tự. Lý do được lưu và lãnh đạo sẽ xem lại.',
  },
  'emergency-running': {
    title: 'Đang phát khẩn cấp',
    detail: 'Nơi này đang phát một tin khẩn cấp khác. Kết thúc tin đó trước.',
  },
  'emergency-no-all-clear': {
    title: 'Chưa có lời báo hết nguy hiểm',
    detail: 'Tin khẩn cấp này chưa có lời báo hết nguy hiểm đã được duyệt. Kết thúc mà không báo, hoặc phát tin khác.',
  },
  'review-self': {
    title: 'Không tự xem lại được',
    detail: 'Người đã tự phát không ký xem lại được. Cần một lãnh đạo khác ký.',
  },
  'review-signed': {
    title: 'Đã ký rồi',
    detail: 'Việc này đã được một lãnh đạo ký xem lại.',
  },
  'drill-not-wrapped': {
    title: 'DIỄN TẬP chưa có lời báo đầu và cuối',
    detail:
      'Chưa đặt buổi DIỄN TẬP nào. Chọn lời báo "diễn tập" mở đầu và lời báo kết thúc trong số bài đã duyệt của xã, rồi đặt lại.',
  },
  'drill-conflict': {
    title: 'DIỄN TẬP không có chỗ vào giờ này',
    detail: 'Chưa đặt buổi DIỄN TẬP nào, lịch phát vẫn như cũ. {conflicts} Chọn giờ khác.',
  },
  'drill-too-far': {
    title: 'DIỄN TẬP đặt quá xa',
    detail: 'Chưa đặt buổi DIỄN TẬP nào. Chỉ đặt trước được nhiều nhất {maxDays} ngày.',
  },
  'enrolment-code-invalid': {
    title: 'Mã ghép thiết bị không dùng được',
    detail: 'Mã ghép sai, đã dùng hoặc đã hết hạn. Tạo mã mới cho cụm loa này.',
  },
  'device-unknown': {
    title: 'Thiết bị không được nhận',
    detail: 'Thiết bị này chưa ghép hoặc đã được thay. Ghép lại bằng mã mới.',
  },
  'rundown-not-over': {
    title: 'Buổi phát chưa xong',
    detail: 'Buổi phát chưa kết thúc. Xác nhận sau khi nghe hết.',
  },
  'confirmation-too-late': {
    title: 'Đã quá hạn xác nhận',
    detail: 'Chỉ nhận xác nhận trong 7 ngày sau buổi phát.',
  },
};

export const safe: Catalogue['safe'] = {
  notSaved: 'Việc vừa gửi chưa được lưu',
  kept: 'Những gì đã lưu trước đó vẫn giữ nguyên',
};
