// Which chosen files are taken by their name, kind and size.
import { fileFault } from './files';

it.each([
  ['thông báo.m4a', 'audio/mp4', 2_000, undefined],
  ['ghi-am.AMR', '', 2_000, undefined],
  ['khong-duoi', 'audio/mpeg', 2_000, undefined],
  ['anh.jpg', 'image/jpeg', 2_000, 'fileType'],
  ['van-ban.docx', '', 2_000, 'fileType'],
  ['rong.mp3', 'audio/mpeg', 0, 'fileType'],
  ['dai.wav', 'audio/wav', 10_001, 'fileTooLarge'],
])('%s (%s, %d bytes)', (name, type, size, fault) => {
  expect(fileFault({ name, type, size }, 10_000)).toBe(fault);
});
