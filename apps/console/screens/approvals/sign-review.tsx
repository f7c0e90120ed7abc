// The signature under what one person put on air alone: in order or not, with a remark.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, ask } from '#web';
import { useAct } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { SCREENS } from '../../parts/words';

const text = SCREENS.approvals;

export function SignReview({ reviewId, onSigned }: { readonly reviewId: string; readonly onSigned: () => void }) {
  const [note, setNote] = useState('');
  const sign = useAct(
    async (verdict: 'in_order' | 'not_in_order') => {
      const path = { id: reviewId };
      await ask(api.POST('/api/v1/reviews/{id}/signature', { params: { path }, body: { verdict, note } }));
      onSigned();
    },
    ['reviews', 'needs'],
  );
  return (
    <section className="note info suggestion" aria-label={text.sign}>
      <h3>{text.sign}</h3>
      <p>{text.signWhy}</p>
      <Textarea label={text.signNote} value={note} onChange={({ currentTarget }) => setNote(currentTarget.value)} />
      <div className="decision-acts">
        <Button variant="default" disabled={sign.isPending} onClick={() => sign.mutate('not_in_order')}>
          {text.notInOrder}
        </Button>
        <Button disabled={sign.isPending} onClick={() => sign.mutate('in_order')}>
          {text.inOrder}
        </Button>
      </div>
      <RefusalNote refusal={sign.error} />
    </section>
  );
}
