// What giving the order would do: in large letters whom it reaches, and below that every pole or place that it does not.
import type { Schema } from '#web';
import { planChangeTexts } from '#words';
import { useDesk } from '../../parts/desk';
import { LANGUAGE } from '../../parts/words';

export function Consequence({ of }: { readonly of: Schema<'EmergencyConsequence'> }) {
  const { commune } = useDesk();
  const [reach, ...rest] = planChangeTexts(LANGUAGE, of, commune.rules.emergencyVolumePercent);
  return (
    <div className="consequence">
      <p className="reach">{reach}</p>
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
