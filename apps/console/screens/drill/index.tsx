// "Diễn tập": in another colour, with other words and another button than the real thing, so that nobody takes one for the other.
import { Link } from 'wouter';
import { View } from '../../parts/view';
import { SCREENS } from '../../parts/words';
import { useDrills } from './drill-acts';
import { DrillCard } from './drill-card';
import { DrillForm } from './drill-form';
import { SilentTest } from './silent-test';
import '../../parts/acts.css';
import './drill.css';

const text = SCREENS.drill;

export default function Drill() {
  const drills = useDrills();
  return (
    <div className="drill-screen">
      <p className="exercise">
        <span aria-hidden="true">◇</span> {text.notReal}
      </p>
      <header className="drill-head">
        <h1>{text.title}</h1>
        <Link href="/">{text.back}</Link>
      </header>
      <p>{text.spoken}</p>
      <DrillForm />
      <section className="drill-part" aria-label={text.list}>
        <h2>{text.list}</h2>
        <View asked={drills} isEmpty={(all) => all.length === 0} empty={text.none}>
          {(all) => all.map((drill) => <DrillCard key={drill.id} drill={drill} />)}
        </View>
      </section>
      <SilentTest />
    </div>
  );
}
