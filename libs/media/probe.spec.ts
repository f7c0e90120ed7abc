// What ffprobe's answers mean; the complaints are its own words.
import { readProbe } from './probe';

const json = (streams: object[], duration?: string) => JSON.stringify({ streams, format: { duration } });
const speech = { codec_type: 'audio', codec_name: 'aac' };
const film = { codec_type: 'video', codec_name: 'h264', duration: '60.0' };

const answered = (text: string, complaints: string[] = []) => readProbe({ exitCode: 0, json: text, complaints });
const failed = (...complaints: string[]) => readProbe({ exitCode: 1, json: '{}', complaints });

describe('readProbe', () => {
  it('takes the length of the sound itself, else that of a file with nothing else in it', () => {
    expect(answered(json([{ ...speech, duration: '14.971' }], '15'))).toEqual({
      codec: 'aac',
      promisedDurationMs: 14_971,
    });
    expect(answered(json([speech], '15'))).toMatchObject({ promisedDurationMs: 15_000 });
  });

  it('takes no promise from the film beside the sound, from a live recording, or from a guess', () => {
    const live = json([{ ...speech, codec_name: 'opus' }]);
    const guess = ['[mp3 @ 0x5] [warning] Estimating duration from bitrate, this may be inaccurate'];
    expect(answered(json([film, speech], '60'))).toMatchObject({ promisedDurationMs: undefined });
    expect(answered(live)).toMatchObject({ promisedDurationMs: undefined });
    expect(answered(json([{ ...speech, duration: '14' }]), guess)).toMatchObject({ promisedDurationMs: undefined });
  });

  it('refuses a film without sound', () => {
    expect(answered(json([film]))).toMatchObject({ code: 'recording-no-audio-stream' });
  });

  it('refuses what is no recording: a playlist, a text', () => {
    const playlist = "[hls @ 0x55] [error] Format not on whitelist 'mp3,aac'";
    expect(failed(playlist, '[error] file:ab: Invalid argument')).toMatchObject({ code: 'recording-not-audio' });
    expect(failed('[error] file:ab: Invalid data found')).toMatchObject({ code: 'recording-not-audio' });
  });

  it('calls a container that began well broken', () => {
    const withoutIndex = '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55] [error] moov atom not found';
    expect(failed(withoutIndex, '[error] file:ab: Invalid data found')).toMatchObject({ code: 'recording-broken' });
  });
});
