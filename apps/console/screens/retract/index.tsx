// "Đính chính" at an address of its own: of an announcement with all its bookings, or of the one booking that `?booking=` names.
import { useParams, useSearch } from 'wouter';
import { SCREENS } from '../../parts/words';
import { Retraction } from './retraction';

const text = SCREENS.retract;

export default function Retract() {
  const { announcement } = useParams<{ announcement: string }>();
  const bookingId = new URLSearchParams(useSearch()).get('booking');
  return (
    <div className="retract">
      <h1>{text.title}</h1>
      <Retraction meant={bookingId === null ? { announcementId: announcement } : { bookingId }} />
    </div>
  );
}
