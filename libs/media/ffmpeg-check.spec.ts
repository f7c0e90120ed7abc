// What is said at start when ffmpeg is missing, foreign or too old.
import { checkFfmpeg, readVersion } from './ffmpeg-check';

describe('readVersion', () => {
  it.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright', { text: '5.1.9-0+deb12u1', major: 5 }],
    ['ffprobe version n7.1 Copyright', { text: 'n7.1', major: 7 }],
    ['ffmpeg version N-118193-gabc Copyright', { text: 'N-118193-gabc', major: undefined }],
    ['GNU bash, version 5.2', undefined],
  ])('reads %s', (line, version) => {
    expect(readVersion(line)).toEqual(version);
  });
});

describe('checkFfmpeg', () => {
  it('says which program is missing and what to do', async () => {
    await expect(checkFfmpeg({ ffmpegPath: '/nowhere/ffmpeg', ffprobePath: 'ffprobe' })).rejects.toThrow(
      'ffmpeg does not start as "/nowhere/ffmpeg". Install ffmpeg, or say where it is.',
    );
  });

  it('is not fooled by another program', async () => {
    await expect(checkFfmpeg({ ffmpegPath: process.execPath, ffprobePath: 'ffprobe' })).rejects.toThrow('ffmpeg');
  });
});
