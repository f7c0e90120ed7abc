// "Khẩn cấp": what waits for a second person and what sounds stands on top; below it the three steps to a new one.
import { Link } from 'wouter';
import { View } from '../../parts/view';
import { SCREENS } from '../../parts/words';
import { Composer } from './composer';
import { useOpenEmergencies } from './emergency-acts';
import { Running } from './running';
import { RequestedEmergency } from './requested-emergency';
import '../../parts/acts.css';
import './emergency.css';
import { useTemplates } from '../../parts/templates';

const text = SCREENS.emergency;

export default function Emergency() {
  const open = useOpenEmergencies();
  const templates = useTemplates();
  return (
    <div className="emergency-screen">
      <header className="apart-head">
        <div>
          <h1>
            <span aria-hidden="true">▲</span> {text.title}
          </h1>
          <p className="real">{text.real}</p>
        </div>
        <nav aria-label={text.title}>
          <Link href="/">{text.back}</Link>
          <Link href="/drill">{text.toDrill}</Link>
        </nav>
      </header>
      <View asked={open}>
        {(emergencies) => (
          <>
            {emergencies
              .filter(({ state }) => state === 'requested')
              .map((each) => (
                <RequestedEmergency key={each.id} emergency={each} templates={templates.data ?? []} />
              ))}
            {emergencies
              .filter(({ state }) => state !== 'requested')
              .map((each) => (
                <Running key={each.id} emergency={each} templates={templates.data ?? []} />
              ))}
          </>
        )}
      </View>
      <View asked={templates}>{(prepared) => <Composer templates={prepared} open={open.data ?? []} />}</View>
    </div>
  );
}
