// English: listening to a recording.
import type { ScreenWords } from '../../screens';

export const sound: ScreenWords['sound'] = {
  player: 'Listen: {title}',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  at: '{at} of {of}',
  speed: 'Speed',
  which: 'Version',
  versions: { rendition: 'Loudspeaker version', original: 'Original' },
  horn: 'Sound like a horn',
  broken: 'This browser cannot open the chosen version. Listen to the other one.',
};
