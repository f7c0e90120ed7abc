// Vietnamese: the page of the demo on which people break and mend simulated poles.
export const training = {
  hint: 'Chỉ có ở bản dùng thử, cụm loa ở đây là loa mô phỏng. Chọn cụm loa, gây một sự cố, xem bảng nói gì, rồi sửa.',
  what: 'Sự cố',
  choose: 'Chọn cụm loa',
  pole: 'Cụm loa',
  standing: 'Đang hỏng',
  nothing: 'không hỏng gì',
  off: 'hộp đang tắt',
  lookAt: 'Xem bảng',
  look: 'Xem bảng nói gì về {name}',
  begin: 'Gây sự cố',
  end: 'Sửa lại',
  chosen: 'Đã chọn {count} cụm loa',
  faults: {
    power: {
      name: 'Mất điện',
      says: 'Bảng báo cụm loa mất mạng. Bài đang phát bị ngắt, có điện lại cũng không phát lại.',
    },
    'link-down': {
      name: 'Mất mạng',
      says: 'Bảng báo mất mạng. Cụm loa vẫn phát theo lịch đã nhận; có mạng lại thì báo bù kết quả.',
    },
    'link-slow': {
      name: 'Mạng chậm',
      says: 'Tin đi và về chậm vài giây. Lịch đến muộn hơn, bài đã tải vẫn phát đúng giờ.',
    },
    'link-lossy': {
      name: 'Mạng chập chờn',
      says: 'Một nửa số tin bị rơi. Lịch và kết quả được gửi lại, đến muộn hơn.',
    },
    'link-doubling': {
      name: 'Tin đến hai lần',
      says: 'Mỗi tin đến hai lần. Không bài nào phát hai lần.',
    },
    'link-reordering': {
      name: 'Tin đến lộn thứ tự',
      says: 'Tin cũ có thể đến sau tin mới. Cụm loa chỉ nghe theo lịch mới nhất.',
    },
    'pole-clock': {
      name: 'Đồng hồ nhanh 15 phút',
      says: 'Chỉ thấy sau lần mất điện kế tiếp: cụm loa hỏi lại giờ máy chủ rồi mới phát.',
    },
    'pole-disk-full': {
      name: 'Bộ nhớ đầy',
      says: 'Hộp không ghi được nữa thì tự tắt rồi bật lại, cho đến khi có chỗ. Bảng báo mất mạng.',
    },
    'damaged-file': {
      name: 'Hỏng tệp lịch phát',
      says: 'Hộp mất điện và lịch đã lưu bị hỏng. Sửa xong, hộp bỏ tệp hỏng và lấy lại lịch từ máy chủ.',
    },
    'horn-silent': {
      name: 'Loa không kêu',
      says: 'Hộp báo loa hỏng: bài đến giờ không được tính là đã phát. Kiểm tra im lặng cũng không đạt.',
    },
    'horn-hangs': {
      name: 'Loa bị treo',
      says: 'Bài bắt đầu mà không kết thúc. Quá thời lượng một lúc thì hộp báo bị ngắt.',
    },
    'older-journal': {
      name: 'Hộp về bản ghi nhớ cũ',
      says: 'Hộp mất điện và nhớ lại như 10 phút trước. Sửa xong, bài đã phát không phát lại.',
    },
    'cloned-identity': {
      name: 'Hai hộp trùng danh tính',
      says: 'Hai hộp tranh nhau một tên: kết nối chập chờn. Kết quả mâu thuẫn thì bảng báo và đòi ghép hộp mới.',
    },
  },
};
