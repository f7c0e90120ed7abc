// English: what a person is told on the desk. A sentence whose places are not known is left out.
import type { Catalogue } from '../catalogue';

export const notices: Catalogue['notices'] = {
  'approval-waits': '"{title}" waits for approval. Sent by {who}.',
  'approval-escalated': '"{title}" is still not approved. It has waited {waited}. It is due on air in {left}.',
  'approval-delegated': '{who} handed the right to approve to you.',
  'changes-requested': '"{title}" needs changes: "{note}". Asked by {who}.',
  'booking-declined': 'The booking "{title}" was declined. Reason: {reason}. Decided by {who}.',
  'booking-cancelled': 'The booking "{title}" was cancelled. Reason: {reason}. Cancelled by {who}.',
  'booking-replaced': 'The booking "{title}" gave way. In its place: "{by}". Decided by {who}. Reason: {reason}.',
  'village-notice-aired': '"{title}" was just played in {place} by right of the village head. Played by {who}.',
  'village-muted': 'The loudspeakers of {place} were muted for ten minutes. Muted by {who}. Reason: {reason}.',
  'review-waits': 'Something waits to be reviewed and signed. Content: "{title}". Done by {who}. Reason: {reason}.',
  'emergency-asks': 'An emergency needs a second person now. Content: "{title}". Places: {place}. Asked by {who}.',
  'emergency-broke-glass':
    'An emergency went on air on the word of one person alone. Content: "{title}". Places: {place}. Ordered by {who}. Reason: {reason}.',
  'emergency-from-above':
    'An emergency from above went on air. Content: "{title}". Places: {place}. Sent by {who}. Reason: {reason}.',
  'emergency-ended': 'The emergency is over. Content: "{title}". Places: {place}.',
  'item-interrupted': '"{title}" was cut short. Places: {place}. Reason: {reason}.',
  'played-after-cancel':
    '"{title}" was cancelled, and began on a loudspeaker all the same. Planned for {starts}. Loudspeakers: {poles}.',
  'retraction-ordered':
    '"{title}" is being retracted and corrected. Places: {place}. Ordered by {who}. Reason: {reason}.',
  'drill-ordered':
    'DRILL "{title}" at {starts}. This is not the real thing. Places: {place}. Ordered by {who}. Reason: {reason}.',
  'drill-cancelled': 'The DRILL "{title}" was cancelled. Places: {place}. Cancelled by {who}.',
  'complaint-received': 'Somebody complains at {place}. They say: "{text}".',
  'self-test-failed': 'The nightly test found loudspeakers that failed. How many: {count}. Places: {place}.',
  'token-issued':
    'The access token "{title}" was just made by your account. If it was not you, revoke it and change your password.',
  'village-link-issued': '{who} just made a link to the page of the village for you.',
  'code-waits':
    '{who} just made a code that sets a new password for {name}. It works once a second person agrees, or from {starts}. If this is wrong, open the approval page or the people page and choose Do not agree.',
  'role-waits':
    '{who} just gave {name} a role that can approve items or manage people. It holds once a second person agrees, or from {starts}. If this is wrong, open the approval page or the people page and choose Do not agree.',
  'waiting-refused': '{who} did not agree to the code or role that you made for {name}. It is void.',
  'code-issued':
    '{who} just made a one-time code that sets your password anew. If you did not ask for it, say so at once.',
  'second-factor-reset':
    '{who} took the code from the phone off your account. You have to sign in anew everywhere. If you did not ask for it, change your password and tell somebody at once.',
  'recovery-code-used':
    'A recovery code of your account was used, {count} are left. If it was not you, change your password at once.',
  'poles-offline': '{count} loudspeakers offline since {since}. Places: {place}.',
  'database-older':
    'The server runs on data that is older than what the loudspeakers were told. The programme is sent anew. Look through the schedule and book again what is missing; look again at who was blocked and which loudspeakers were taken down.',
  'unknown-taken-off':
    'Loudspeakers still held "{title}" for {starts}, which is not in the data any more. It was taken off there. Book it again if it is needed. Loudspeakers: {poles}.',
  'unknown-sounded': '"{title}" sounded at {starts} and is not in the data any more. Loudspeakers: {poles}.',
  'disk-full':
    'The server ran out of space and lives on the reserve for emergencies and stops. Make room on the server at once, or nothing else can be saved.',
  'clock-doubted':
    'The clock of the server may be wrong ({off}). Planning is halted; what the loudspeakers already hold will play. Have the technician look at the time of the server at once.',
  'key-changed':
    '{who} changed the key that signs for the loudspeakers. They take the new one by themselves; those that have not are named in the settings.',
  'key-revoked':
    '{who} gave up the key that signs for the loudspeakers: it may be in foreign hands. Everything is signed anew. Loudspeakers that are off take the new key when they are back.',
  'key-recovered':
    'The loudspeakers hold a newer signing key than the data of the server: an older copy was brought back. The server went on to the newer key.',
  'key-foreign':
    'The loudspeaker {place} follows a key that is not of this commune: somebody else may command it. Go there, take it off the power, and give it a new code.',
  'log-unguarded':
    'The log is not guarded any more: its key or what is kept outside is gone, or the log was changed. The server has stopped signing it. Have the technician run "audit verify" on the server.',
  'log-begun-anew':
    'Since {since} the log is signed anew: a backup was brought back, or somebody on the server began anew. If nobody here did that on purpose, tell the technician at once.',
  'poles-not-heard':
    '{count} loudspeakers send much that is not accepted; the device may be broken, or somebody may have got at it. They are not listened to for a while. Places: {place}.',
  'pole-doubled':
    'Loudspeaker {place}: two devices have one identity, or the device runs on an older copy of itself. Its reports are not believed for a while. Go and look, and give the right device a new code.',
  'not-as-approved':
    'The booking "{title}" is not what was approved, and nobody changed it here. It stays silent. Cancel it, book it anew, and have the technician look at the server.',
  'quiet-hours-altered':
    'The quiet hours or limits of "{name}" are not what the log says, and nobody changed them here. It is silent in the hours from before and in the new ones. Look at them and save the right ones, and have the technician look at the server.',
  'template-altered':
    'The prepared warning "{name}" is not what the log says, and nobody changed it here. It is not used. Look at it and save it anew, and have the technician look at the server.',
  'plan-failing':
    '{count} parts of the schedule cannot be planned since {since}: {place}. What was planned before still plays; everything else is planned.',
};
