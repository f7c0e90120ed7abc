// English: how a person wants to read.
import type { ScreenWords } from '../../screens';

export const preferences: ScreenWords['preferences'] = {
  heading: 'Display',
  textSize: 'text size',
  themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
};
