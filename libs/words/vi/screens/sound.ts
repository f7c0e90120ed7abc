// Vietnamese: listening to a recording.
export const sound = {
  player: 'Nghe: {title}',
  play: 'Nghe',
  pause: 'Tạm dừng',
  position: 'Vị trí trong bài',
  at: '{at} trên {of}',
  speed: 'Tốc độ',
  which: 'Bản nghe',
  versions: { rendition: 'Bản ra loa', original: 'Bản gốc' },
  horn: 'Nghe như qua loa',
  broken: 'Trình duyệt này không mở được bản đang chọn. Hãy nghe bản còn lại.',
};
