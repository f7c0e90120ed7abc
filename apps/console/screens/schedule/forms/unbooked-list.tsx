// Announcements that are ready and not booked yet: dragged into the grid, moved there by keys, or booked by the form.
import { View } from '../../../parts/view';
import type { ServerQuery } from '../../../parts/queries';
import { SCREENS } from '../../../parts/words';
import { unbookedText } from './booking-dialog';
import type { Unbooked } from '../sheet/schedule-data';
import type { Drag, PointerDrag } from '../moving/use-pointer-drag';
import '../grid/pill.css';
import './unbooked-list.css';

const text = SCREENS.schedule;
const CLASS_ICONS = { normal: '', priority: '★', emergency: '⚠' } as const;

export function UnbookedList({
  asked,
  drag,
  dragOf,
  book,
  focus,
}: {
  readonly asked: ServerQuery<{ readonly items: readonly Unbooked[] }>;
  readonly drag: PointerDrag;
  /** Undefined where nothing can be dragged to, as on the list. */
  readonly dragOf: ((announcement: Unbooked) => Drag) | undefined;
  readonly book: (announcement: Unbooked) => void;
  readonly focus: (announcement: Unbooked) => void;
}) {
  return (
    <section className="unbooked-list" aria-labelledby="unbooked">
      <h2 id="unbooked">{text.unbookedTitle}</h2>
      <View
        asked={asked}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="muted">{text.unbookedNone}</p>}
      >
        {({ items }) => (
          <ul>
            {items.map((announcement) => (
              <li key={announcement.id}>
                <button
                  type="button"
                  className={`pill movable ${announcement.messageClass}`}
                  onFocus={() => focus(announcement)}
                  onContextMenu={(event) => event.preventDefault()}
                  onPointerDown={(event) => {
                    if (dragOf && announcement.durationMs !== null) drag.start(event, dragOf(announcement));
                  }}
                  onClick={() => {
                    if (!drag.wasDrag()) book(announcement);
                  }}
                >
                  <span className="pill-line">
                    <strong>{announcement.title}</strong>
                  </span>
                  <span className="pill-marks">
                    {announcement.messageClass === 'normal' ? null : (
                      <span>
                        <span aria-hidden="true">{CLASS_ICONS[announcement.messageClass]}</span>{' '}
                        {text.classes[announcement.messageClass]}
                      </span>
                    )}
                    <span>{unbookedText(announcement)}</span>
                    <span className="visually-hidden">{text.book}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </View>
    </section>
  );
}
