// Whether a code from my phone is asked for; it is kept on a page of its own, which leaders without a desk use as well.
import { api, ask } from '#web';
import { dayAndTimeText, fill } from '#words';
import { useServerQuery } from '../../parts/queries';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.secondFactor;

export function SecondFactor() {
  const { commune } = useDesk();
  const asked = useServerQuery(['tokens', 'second-factor'], () => ask(api.GET('/api/v1/me/second-factor')));
  const at = (instant: string) => dayAndTimeText(LANGUAGE, Date.parse(instant), commune.timeZone);
  return (
    <section className="card" aria-label={text.title}>
      <h2>{text.title}</h2>
      <p>{text.account}</p>
      <View asked={asked}>
        {({ since, recoveryCodesLeft }) => (
          <>
            <p>{since === null ? text.off : fill(text.on, { at: at(since) })}</p>
            {since === null ? null : <p>{fill(text.codesLeft, { count: recoveryCodesLeft })}</p>}
          </>
        )}
      </View>
      <p>
        <a href="/second-factor">{text.manage}</a>
      </p>
    </section>
  );
}
