// The three classes of Circular 39/2020/TT-BTTTT: thông thường < ưu tiên < khẩn cấp.

/** In rising order of weight. */
export const MESSAGE_CLASSES = ['normal', 'priority', 'emergency'] as const;

/** How urgent an announcement is. */
export type MessageClass = (typeof MESSAGE_CLASSES)[number];

/** 0 for `normal`, 2 for `emergency`. */
export function weightOf(messageClass: MessageClass): number {
  return MESSAGE_CLASSES.indexOf(messageClass);
}
