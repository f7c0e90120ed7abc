// What communes commonly decide about their air. A new installation and the demo begin with it.
import type { CommunePlan } from '#application';

/** The slots that communes commonly have, the quiet hours around them, and who approves. */
export const USUAL_AIR: Pick<CommunePlan, 'timeZone' | 'approverRule' | 'quietHours' | 'slots'> = {
  timeZone: 'Asia/Ho_Chi_Minh',
  approverRule: 'leader',
  quietHours: [{ from: '21:00', to: '05:00' }],
  slots: [
    { name: 'Sáng', from: '05:30', to: '06:30' },
    { name: 'Trưa', from: '11:00', to: '11:30' },
    { name: 'Chiều', from: '17:00', to: '18:00' },
  ],
};
