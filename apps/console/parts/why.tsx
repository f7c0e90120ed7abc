// "Vì sao": the whole way of one airing from the microphone to the ear, each step with its state, and one tap below what every pole made of it.
import { api, ask, type Schema } from '#web';
import type { WhyState } from '#domain';
import { fill, nearTimeText, words } from '#words';
import { useDesk } from './desk';
import { LANGUAGE, SCREENS, WORDS } from './words';
import { useServerQuery } from './queries';
import { Evidence } from './evidence';
import { StateBadge, type Look } from './state-badge';
import { View } from './view';
import './why.css';

const text = SCREENS.why;
const LOOKS: Readonly<Record<WhyState, Look>> = { ok: 'played', waiting: 'waiting', trouble: 'trouble' };
/** More poles than this are shown when somebody asks for them. */
const POLES_AT_ONCE = 4;

/** Asks for the chain of an airing and shows it. */
export function Why({ airingId }: { readonly airingId: string }) {
  const asked = useServerQuery(['why', airingId], () =>
    ask(api.GET('/api/v1/airings/{id}/why', { params: { path: { id: airingId } } })),
  );
  return <View asked={asked}>{(chain) => <WhyChain chain={chain} />}</View>;
}

/** A chain that is known already. */
export function WhyChain({ chain }: { readonly chain: Schema<'Why'> }) {
  const { links, because, outlook } = chain;
  return (
    <section className="why">
      <p className="why-because">
        <StateBadge look={outlook}>{words(LANGUAGE).outlooks[outlook]}</StateBadge> {because ?? text.runAll}
      </p>
      <ol className="why-links" aria-label={text.chain}>
        {links.map((link) => (
          <Link key={link.step} link={link} now={chain.now} />
        ))}
      </ol>
    </section>
  );
}

function Link({ link, now }: { readonly link: Schema<'WhyLink'>; readonly now: string }) {
  const { commune } = useDesk();
  const { title, state, at, poles } = link;
  return (
    <li className={`why-link ${state}`}>
      <div className="why-title">
        <StateBadge look={LOOKS[state]}>{WORDS.why.states[state]}</StateBadge>
        <strong>{title}</strong>
        {at === null ? null : (
          <span className="muted small">{nearTimeText(Date.parse(at), Date.parse(now), commune.timeZone)}</span>
        )}
      </div>
      <p>{link.text}</p>
      {poles.length === 0 ? null : (
        <details open={poles.length <= POLES_AT_ONCE}>
          <summary>{fill(text.polesOf, { title, count: poles.length })}</summary>
          <ul className="why-poles">
            {poles.map((pole) => (
              <li key={pole.controllerId}>
                <span>
                  <StateBadge look={LOOKS[pole.state]}>{pole.name}</StateBadge> {pole.text}
                </span>
                {link.step === 'played' && pole.playbackId !== null ? (
                  <Evidence playbackId={pole.playbackId} name={pole.name} />
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
