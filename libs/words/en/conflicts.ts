// English: what stands in the way of a booking, and where the way out is.
import type { Catalogue } from '../catalogue';

export const conflicts: Catalogue['conflicts'] = {
  overlap: '{village} already has "{title}" {from}–{to} on {date}.',
  emergency: '{village}: the emergency "{title}" is on air since {from}, planned until {until}.',
  overflow: '{village}, {date}: the slot is {by} too short.',
  'clock-change': '{village}, {date}: the clocks change on that day, and leave no room at this time.',
  'rundown-cap': '{village}, {date}: the broadcast would be longer than the {max} allowed, by {by}.',
  'day-cap': '{village}, {date}: the day would have more sound than the {max} allowed, by {by}.',
  'quiet-hours': '{village}: {from}–{to} is quiet time.',
  stopped: '{village}: stopped until {until}.',
  'in-the-past': '{village}: the time on {date} is over.',
  'too-soon': '{village}, {date}: {from} is the earliest.',
  'needs-late-reason': '{village}, {date}: the broadcasts until {until} are closed.',
  'priority-order': '{village}, {date}: the slot already has the priority notice "{title}".',
  'no-free-minute': '{village}, {date}: there is no free minute left.',
  notForecast: 'Its times cannot be worked out now ({reason}). Everything else stands.',
  waysOut: 'These would do: {times}.',
};

export const warnings: Catalogue['warnings'] = {
  languageMissing: '{village} mainly speaks {language}, and the notice has no such version. It will hear: {hears}.',
  noPoles: 'No loudspeaker of this booking is left in zone "{zone}" of {village}: it will hear nothing.',
};
