// English: the page of the demo on which people break and mend simulated poles.
export const training = {
  hint: 'Only in the trial, where the loudspeakers are simulated. Choose poles, break something, see what the board says, then mend it.',
  what: 'What goes wrong',
  choose: 'Choose poles',
  pole: 'Pole',
  standing: 'Broken now',
  nothing: 'nothing is broken',
  off: 'its box is off',
  lookAt: 'See the board',
  look: 'See what the board says of {name}',
  begin: 'Break it',
  end: 'Mend it',
  chosen: '{count} poles chosen',
  faults: {
    power: {
      name: 'No power',
      says: 'The board says that the pole is offline. What was playing was interrupted, and is not played again when power is back.',
    },
    'link-down': {
      name: 'No network',
      says: 'The board says offline. The pole still plays what it was sent; when it is back it tells what it played.',
    },
    'link-slow': {
      name: 'Slow network',
      says: 'Messages take some seconds both ways. The schedule comes later; what was fetched still plays on time.',
    },
    'link-lossy': {
      name: 'Unsteady network',
      says: 'Half of the messages are lost. Schedule and results are sent again, and come later.',
    },
    'link-doubling': { name: 'Messages come twice', says: 'Each message comes twice. Nothing plays twice.' },
    'link-reordering': {
      name: 'Messages out of order',
      says: 'An old message may come after a new one. The pole obeys the newest schedule only.',
    },
    'pole-clock': {
      name: 'Clock 15 minutes ahead',
      says: 'To be seen only after the next power cut: the pole asks the server for the time before it plays.',
    },
    'pole-disk-full': {
      name: 'Storage full',
      says: 'A box that cannot write switches itself off and on again until there is room. The board says offline.',
    },
    'damaged-file': {
      name: 'Schedule file damaged',
      says: 'The box loses power, and its stored schedule is damaged. Once mended it drops the file and fetches the schedule anew.',
    },
    'horn-silent': {
      name: 'Horn makes no sound',
      says: 'The box says that its horn failed: what was due does not count as played. The silent test fails too.',
    },
    'horn-hangs': {
      name: 'Horn hangs',
      says: 'The item begins and does not end. Some time after its length the box says that it was interrupted.',
    },
    'older-journal': {
      name: 'Box remembers an older day',
      says: 'The box loses power and remembers what it knew 10 minutes ago. Once mended, what was played is not played again.',
    },
    'cloned-identity': {
      name: 'Two boxes, one identity',
      says: 'Two boxes fight for one name: the line comes and goes. When their results contradict, the board says so and wants a new box paired.',
    },
  },
};
