// English: what is said when something is refused. What happened, what is safe, what to do; no code, no jargon.
import type { Catalogue } from '../catalogue';

export const problems: Catalogue['problems'] = {
  'bad-request': {
    title: 'The request is not right',
    detail: 'Something in what was sent is not right. Nothing was saved. See each place below and send it again.',
  },
  'not-signed-in': {
    title: 'Not signed in',
    detail: 'Sign in to see or do this.',
  },
  'sign-in-failed': {
    title: 'Could not sign in',
    detail: 'The name, the password or the code is not right. Check and try again.',
  },
  'not-allowed': {
    title: 'Not allowed',
    detail: 'This account may not do this. Ask the commune officer if you need the right.',
  },
  'not-found': {
    title: 'Not found',
    detail: 'There is no such thing here, or it belongs somewhere else.',
  },
  'too-many-requests': {
    title: 'Too many tries',
    detail: 'Too many tries. Try again in {retryAfterSeconds} seconds.',
  },
  'idempotency-key-reused': {
    title: 'The key was used for something else',
    detail: 'This Idempotency-Key was used for another request. What was done then stands. Use a new key.',
  },
  'idempotency-key-running': {
    title: 'This request is still running',
    detail: 'A request with the same key is still running. Try again in a few seconds.',
  },
  'edited-meanwhile': {
    title: 'Changed meanwhile',
    detail:
      '{changedBy} changed this at {changedAt}. Your change was not saved. Look at the new version, then choose which to keep.',
  },
  'if-match-required': {
    title: 'Which version was edited?',
    detail: 'Send If-Match with the ETag of the version you edited, so that nobody else’s change is overwritten.',
  },
  unavailable: {
    title: 'Not ready',
    detail: 'The system is busy. {safe}. Try again in a few minutes. What the loudspeakers already hold will play.',
  },
  'database-full': {
    title: 'The server has no space left',
    detail:
      'The server has no space left and could not write this down. {safe}. Tell the technician at once to make room, then try again. What the loudspeakers already hold will play.',
  },
  unexpected: {
    title: 'The system failed',
    detail:
      'The system failed. {safe}. Try again in a few minutes; if it fails again, tell the technician the trace number below.',
  },
  'saved-but-not-shown': {
    title: 'Saved, but it cannot be shown',
    detail:
      'What you did was saved. {saved}. The system failed afterwards, so the outcome cannot be shown. Open the page again and look before you do it again; if it fails again, tell the technician the trace number below.',
  },
  'recording-empty': {
    title: 'Empty file',
    detail: 'This file is empty. Record again or choose another file.',
  },
  'recording-not-audio': {
    title: 'Not an audio file',
    detail: 'This file cannot be opened. Choose an audio file such as MP3 or M4A, or record here.',
  },
  'recording-no-audio-stream': {
    title: 'No sound in the file',
    detail: 'This file has no sound in it. Choose another file or record here.',
  },
  'recording-broken': {
    title: 'Broken file',
    detail:
      'The file is broken or did not arrive whole. The original is still on the phone it was recorded with: send it again or record again.',
  },
  'recording-silent': {
    title: 'Nothing to hear',
    detail: 'Nobody can be heard in the recording. Hold the phone a hand’s width away and record again.',
  },
  'recording-too-short': {
    title: 'Too short',
    detail: 'The recording is only {duration} long; it needs at least {minDuration}. Record again.',
  },
  'recording-too-long': {
    title: 'Too long',
    detail: 'The recording is {duration} long; at most {maxDuration} are allowed. Cut it or divide it.',
  },
  'recording-clipped': {
    title: 'Distorted',
    detail:
      'Too loud and therefore distorted; it would be hard to understand. Hold the phone a little further away and record again.',
  },
  'recording-loudness-unreachable': {
    title: 'Too quiet',
    detail: 'Too quiet for the loudspeaker. Hold the phone a hand’s width away and record again.',
  },
  'recording-render-failed': {
    title: 'Could not be prepared',
    detail:
      'The system could not prepare this file for the loudspeakers. The original is kept. Try another file or record again.',
  },
  'recording-too-large': {
    title: 'File too large',
    detail: 'The file is too large; at most {maxSize} are allowed. Cut it, or send an MP3 or M4A file.',
  },
  'recording-removed': {
    title: 'The recording was removed',
    detail:
      'Its sound was removed because the commune keeps recordings for a limited time; what is known of it and the log stay. To play it again, record it anew.',
  },
  'recording-not-ready': {
    title: 'The recording is not ready',
    detail:
      'A recording is still being prepared or was refused, so this cannot be handed in yet. What you wrote is saved. Try again when the recording is ready.',
  },
  'storage-full': {
    title: 'No space left',
    detail:
      'The server has no space left and did not keep this recording. Keep it on the phone and tell the technician.',
  },
  'handed-in-too-much': {
    title: 'Too many recordings for one day',
    detail:
      'The space for recordings of the last 24 hours is used up, or too many uploads are unfinished. This one was not taken and is still on the phone. Finish or drop the unfinished ones, or try again tomorrow.',
  },
  'upload-damaged': {
    title: 'The upload did not arrive intact',
    detail:
      'What arrived is not what the sender has, so it was not kept. The sender still has it. Send it again from the beginning.',
  },
  'next-key-lost': {
    title: 'The next key is not on this machine',
    detail:
      'The loudspeakers follow only the key that they were told of, and the file from which it is worked out is not here. Bring back the folder "keys" from a backup. Nothing was changed.',
  },
  'upload-offset': {
    title: 'This piece does not follow on',
    detail:
      'This piece does not begin where the last one ended. What was received is kept. Ask for the offset and go on from there.',
  },
  'range-not-satisfiable': {
    title: 'No such part',
    detail: 'The part asked for lies outside the file. The file has {bytes} bytes.',
  },
  'announcement-not-submitted': {
    title: 'Not handed in yet',
    detail: 'The announcement must be handed in before it can be booked or approved.',
  },
  'announcement-not-approved': {
    title: 'Not approved yet',
    detail: 'The announcement must be approved before it can be used here.',
  },
  'announcement-has-no-sound': {
    title: 'No recording yet',
    detail: 'The announcement has no recording yet. Add at least one, then hand it in.',
  },
  'note-required': {
    title: 'What should be changed?',
    detail: 'Write what should be changed, so that the author knows. Nothing was sent back yet.',
  },
  'announcement-class-fixed': {
    title: 'The class comes from above',
    detail: 'This notice was sent by a higher level, so its class cannot be changed. Nothing was changed.',
  },
  'approval-self': {
    title: 'Somebody else must approve',
    detail: 'Whoever recorded, edited or booked an item cannot approve it. Someone else must.',
  },
  'approval-stale': {
    title: 'The content has changed',
    detail: 'The sound, the places or the times are no longer those you saw. Look and listen again, then approve.',
  },
  'not-as-approved': {
    title: 'Not what was approved',
    detail:
      'This is not what was approved, and nobody changed it here, so it does not sound. Take another recording, or edit it and have it approved again; have the technician look at the server.',
  },
  'wrong-state': {
    title: 'Not possible in this state',
    detail: 'The state of this item no longer allows it. Load it again to see where it stands.',
  },
  'delegation-overlap': {
    title: 'Handed to this person already',
    detail:
      'You have handed the right to approve to this person for a part of this time already. Nothing was saved. For another time, take the earlier one back first.',
  },
  'link-unknown': {
    title: 'This link is not right',
    detail:
      'Part of the link may be missing. Open it from the message again, or call the commune officer for a new one.',
  },
  'link-expired': {
    title: 'This link is no longer good',
    detail: 'This link has expired, was used or was revoked. Call the commune officer for a new one.',
  },
  'pin-wrong': {
    title: 'The code is not right',
    detail: 'The PIN or the password is not right. {triesLeft} tries left.',
  },
  'pin-shown': {
    title: 'A PIN of your own is needed',
    detail:
      'Somebody else made this PIN and saw it, so it signs nothing and does not do for this. Sign in with your password, set a new PIN, then try again.',
  },
  'needs-password': {
    title: 'You have to sign in with a password',
    detail:
      'This is done only by somebody who signed in by name and password, not by a PIN, a link or an access token.',
  },
  'proof-too-old': {
    title: 'Show once more that it is you',
    detail:
      'You signed in more than 15 minutes ago. Type your password once more, then this is done. Nothing was changed yet.',
  },
  'second-factor-needed': {
    title: 'A code from your phone is needed, too',
    detail:
      'The password is right. This account also needs the six digits on the phone, or a recovery code from paper.',
  },
  'second-factor-missing': {
    title: 'Turn on the code from the phone first',
    detail:
      'The commune wants whoever has this role to sign in by password and a code from the phone. Open the page /second-factor, do its three steps, then go on. Nothing was changed.',
  },
  'code-wrong': {
    title: 'This code is not right',
    detail:
      'It is wrong, too old or was used before; each code counts once. Wait until the phone shows the next one and type that. If it is still refused, look at the time on the phone, or use a recovery code.',
  },
  'code-waits': {
    title: 'The code does not work yet',
    detail:
      'This account may approve or manage people, so its code needs a second person: another administrator, a leader, or the owner of the account where they are signed in. If nobody answers it works 24 hours after it was made.',
  },
  'password-easy': {
    title: 'This password is easy to guess',
    detail:
      'Many people choose it, it is a row of keys, or it is little more than a name that everybody knows. Nothing was changed. A few words that only you would put together are good.',
  },
  'pole-unknown': {
    title: 'No loudspeaker has this code',
    detail: 'Look at the code on the label of the pole and type it again, or scan the label again.',
  },
  'name-taken': {
    title: 'This name exists already',
    detail: 'There is one of the same name here. Nothing was saved. Choose another name, so that nobody mixes them up.',
  },
  'login-taken': {
    title: 'This sign-in name is taken',
    detail: 'Somebody has this sign-in name already. Nothing was saved. Choose another, such as a phone number.',
  },
  'place-in-use': {
    title: 'This place is still in use',
    detail:
      'It cannot go yet: loudspeakers, bookings or people still belong to it. Move or remove those first, then try again.',
  },
  'slot-overlap': {
    title: 'The time slots overlap',
    detail: 'This time overlaps another time slot of the commune. Nothing was saved. Choose a time that does not.',
  },
  'slot-too-short': {
    title: 'The time slot is too short',
    detail: 'A time slot is at least {minDuration} long. Nothing was saved.',
  },
  'own-account': {
    title: 'Not for your own account',
    detail: 'Nobody grants themselves a role or blocks themselves. Ask another administrator.',
  },
  'last-admin': {
    title: 'The commune needs an administrator',
    detail:
      'This is the last administrator of the commune, so nothing has changed. Make somebody else administrator first, then try again.',
  },
  'booking-no-zones': {
    title: 'No place chosen',
    detail: 'Choose at least one village or one group of loudspeakers.',
  },
  'booking-no-controllers': {
    title: 'No loudspeaker there',
    detail: 'The places chosen have no loudspeaker, so nobody would hear it. Choose other places.',
  },
  'booking-no-dates': {
    title: 'No day to play on',
    detail: 'This booking has no day to play on. Look at the first day, the last day and the days of the week.',
  },
  'recurrence-unsupported': {
    title: 'This repetition cannot be kept',
    detail:
      'The repetition is written in a way that cannot be kept exactly. Nothing was saved. Look at the part "{part}", or enter the days as a list.',
  },
  'booking-duplicate': {
    title: 'Booked already',
    detail:
      'Nothing was saved. “{title}” is booked in the same place, at the same time and on the same days, by {bookedBy} at {bookedAt}. If it shall be played once more, say so.',
  },
  'booking-conflict': {
    title: 'The time is taken',
    detail: 'The booking was not saved. {conflicts}. {waysOut}.',
  },
  'booking-overflow': {
    title: 'The slot is full',
    detail: 'The booking was not saved, because the slot has no room left. {conflicts}. {waysOut}.',
  },
  'booking-clock-change': {
    title: 'The clocks change on that day',
    detail:
      'The booking was not saved, because the clocks change on one of its days. {conflicts}. Choose another time or leave that day out. {waysOut}.',
  },
  'booking-over-rundown-limit': {
    title: 'The broadcast would be too long',
    detail:
      'The booking was not saved. {conflicts}. Repeat it less often, choose a shorter item or another broadcast. {waysOut}.',
  },
  'booking-over-day-limit': {
    title: 'No minutes left on that day',
    detail:
      'The booking was not saved. {conflicts}. Repeat it less often, choose a shorter item or another day. {waysOut}.',
  },
  'booking-quiet-hours': {
    title: 'Quiet time',
    detail: 'The booking was not saved. {conflicts}. Only emergencies may play in quiet time. {waysOut}.',
  },
  'booking-in-the-past': {
    title: 'This time is over',
    detail: 'The time is over. Choose another. {waysOut}.',
  },
  'booking-too-soon': {
    title: 'Too close to air',
    detail: 'Too close to air: the order would not reach the loudspeakers in time. Choose a later time. {waysOut}.',
  },
  'booking-needs-late-reason': {
    title: 'A reason is needed',
    detail:
      'This rundown is already closed. To enter its free time give a reason, which is kept in the log. {waysOut}.',
  },
  'booking-stopped': {
    title: 'A stop is in force',
    detail: 'The booking was not saved. {conflicts}. {waysOut}.',
  },
  'booking-during-emergency': {
    title: 'An emergency is on air',
    detail: 'The booking was not saved. {conflicts}. {waysOut}.',
  },
  'booking-needs-order': {
    title: 'Which notice goes first?',
    detail: 'The booking was not saved. {conflicts}. Say whether it goes before or after it, and send it again.',
  },
  'booking-no-free-minute': {
    title: 'No free minute today',
    detail: 'No time could be found. {conflicts}. {waysOut}.',
  },
  'booking-not-replaceable': {
    title: 'This booking cannot give way',
    detail:
      'The chosen booking is not in the way, is already fixed for its broadcast, or is an emergency, so it need not give way. Nothing was changed. See the other ways out.',
  },
  'booking-emergency': {
    title: 'An emergency is not booked',
    detail: 'Emergencies do not go through ordinary bookings. Use Emergency.',
  },
  'slot-unknown': {
    title: 'No such time slot',
    detail: 'The commune has no such time slot. Choose another.',
  },
  'special-day-unknown': {
    title: 'No such special day',
    detail: 'The commune has no special day called “{name}”. Enter it first, or choose another.',
  },
  'village-muted': {
    title: 'The village is muted already',
    detail: 'The loudspeakers of the village are muted until {until}. Mute again after that if needed.',
  },
  'village-notice-off': {
    title: 'Villages do not go on air by themselves here',
    detail: 'The commune has switched off notices by villages. Send it to the officer of the commune.',
  },
  'village-notice-too-long': {
    title: 'Too long for a notice of the village',
    detail: 'The recording takes {duration}; a village may air at most {maxDuration} by itself. Record a shorter one.',
  },
  'village-notice-hours': {
    title: 'Outside the hours of the village',
    detail: 'Nothing goes on air. A village may air its own notices in these hours: {windows}.',
  },
  'village-notice-duplicate': {
    title: 'This recording was aired just now',
    detail:
      'Nothing more goes on air. The village aired this very recording: “{title}”, sent by {bookedBy} at {bookedAt}. If it shall be played again, say so.',
  },
  'retraction-nothing-aired': {
    title: 'It sounded nowhere so far',
    detail: 'No controller is known to have played it, so there is nowhere to correct it yet.',
  },
  'retraction-covered': {
    title: 'Corrected already',
    detail: 'Every controller that played it has a correction booked.',
  },
  'correction-too-light': {
    title: 'The correction weighs too little',
    detail:
      'A correction must be of the class of what it corrects at least. Choose another one, or raise its class and submit it again.',
  },
  'resend-nothing-to-do': {
    title: 'Nowhere to send it again',
    detail:
      'It was played in full everywhere and no village said that it was not heard, or it is booked again already.',
  },
  'emergency-wrong-class': {
    title: 'Not an emergency',
    detail: 'Only an announcement of the class emergency can go on air as one. Choose another.',
  },
  'emergency-same-person': {
    title: 'A second person is needed',
    detail: 'Whoever asked for it cannot confirm it. Another person has to, within 60 seconds.',
  },
  'emergency-request-expired': {
    title: 'More than 60 seconds have passed',
    detail: 'The request ran out because no second person confirmed it within 60 seconds. Ask again.',
  },
  'emergency-request-closed': {
    title: 'This request was closed',
    detail:
      'Somebody said that it is over, which closed the requests for the same warning in the same places. If the danger remains, ask again.',
  },
  'emergency-needs-reason': {
    title: 'A reason is needed',
    detail:
      'Going on air alone needs a reason of at least {minLength} characters. It is kept, and a leader will review it.',
  },
  'emergency-running': {
    title: 'An emergency is on air',
    detail: 'Another emergency is on air in this place. End that one first.',
  },
  'emergency-no-all-clear': {
    title: 'No all-clear is prepared',
    detail: 'This emergency has no approved all-clear. End it without one, or play another announcement.',
  },
  'review-self': {
    title: 'Not your own act',
    detail: 'Whoever went on air alone cannot sign the review. Another leader has to.',
  },
  'review-signed': {
    title: 'Signed already',
    detail: 'A leader has signed this review already.',
  },
  'drill-not-wrapped': {
    title: 'The DRILL has no spoken beginning and end',
    detail:
      'No DRILL was ordered. Choose the announcements that say before and after it that it is a drill, both approved, and order it again.',
  },
  'drill-conflict': {
    title: 'There is no room for the DRILL at this time',
    detail: 'No DRILL was ordered, everything booked stays as it is. {conflicts} Choose another time.',
  },
  'drill-too-far': {
    title: 'The DRILL is too far ahead',
    detail: 'No DRILL was ordered. It can be ordered at most {maxDays} days ahead.',
  },
  'enrolment-code-invalid': {
    title: 'The code cannot be used',
    detail: 'The code is wrong, used or expired. Make a new one for this loudspeaker.',
  },
  'device-unknown': {
    title: 'Unknown device',
    detail: 'This device was never enrolled or has been replaced. Enrol it with a new code.',
  },
  'rundown-not-over': {
    title: 'Still on air',
    detail: 'The broadcast is not over yet. Confirm after hearing all of it.',
  },
  'confirmation-too-late': {
    title: 'Too late to confirm',
    detail: 'The word of a village is taken for 7 days after the broadcast.',
  },
};

export const safe: Catalogue['safe'] = {
  notSaved: 'What you sent was not saved',
  kept: 'What was saved before stands',
};
