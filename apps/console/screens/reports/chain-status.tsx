// Whether the journal is as it was written, read from its first row to its last, in words.
import { Button } from '@mantine/core';
import { api, ask } from '#web';
import { useServerQuery } from '../../parts/queries';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';

const text = SCREENS.reports;

export function ChainStatus() {
  const { commune } = useDesk();
  // Not under `audit`: the whole log is not read again with every event.
  const asked = useServerQuery(['reports', 'chain', commune.id], () =>
    ask(api.GET('/api/v1/communes/{id}/audit/verification', { params: { path: { id: commune.id } } })),
  );
  return (
    <section className="card chain">
      <h2>{text.chain}</h2>
      <View asked={asked}>
        {({ isIntact, sentences }) => (
          <>
            <p>
              <StateBadge look={isIntact ? 'played' : 'trouble'}>
                {isIntact ? text.chainIntact : text.chainBroken}
              </StateBadge>{' '}
              {sentences.join(' ')}
            </p>
            <Button variant="default" onClick={() => void asked.refetch()} loading={asked.isFetching}>
              {text.checkAgain}
            </Button>
          </>
        )}
      </View>
    </section>
  );
}
