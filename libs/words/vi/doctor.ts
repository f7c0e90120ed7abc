// Vietnamese: what the check of an installation says.
import type { Catalogue } from '../catalogue';

export const doctor: Catalogue['doctor'] = {
  heading: '{name}: {days} ngày qua',
  holds: '✓ {sentence}',
  broken: '✗ {sentence} Sai {count} chỗ:',
  more: '… và {count} chỗ nữa',
  noAirLog: 'Loa thật không ghi nhật ký âm thanh ở máy này: chỉ đối chiếu được cơ sở dữ liệu.',
  decodingHolds: '✓ Bản ghi được giải mã cách ly: không mạng, không tệp khác, không chạy chương trình khác.',
  decodingOpen: '! Bản ghi có mã độc có thể chạm tới: {missing}. Hãy cài bubblewrap.',
  sentences: {
    I1: 'Mọi lần phát trên cụm loa đều có kết cục.',
    I2: 'Không bài nào phát hai lần.',
    I3: 'Không bài nào phát sớm hơn giờ hẹn hay muộn quá mức cho phép.',
    I5: 'Âm thanh đã phát đúng là âm thanh được đặt, không khác một byte.',
    I6a: 'Không cụm loa nào phát bài không dành cho nó.',
    I7a: 'Đã phát, bị ngắt, bị lỡ hay bị từ chối: đúng như loa đã kêu.',
    I7b: 'Không bài nào được ghi là đã phát mà thiếu biên nhận của cụm loa.',
    I13: 'Mỗi hộp mỗi lúc chỉ phát một âm thanh.',
    I15b: 'Sổ ghi của mỗi hộp được lưu đủ, không thiếu số nào.',
    I15c: 'Biên nhận nào cũng nói về một lần phát có thật.',
    I17: 'Nhật ký sự kiện còn nguyên.',
  },
};
