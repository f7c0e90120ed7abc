// Reviews, asked for and signed.
import { api, ask, type Schema } from '#web';
import { useAct, useServerQuery } from '../../parts/queries';
import { useDesk } from '../../parts/desk';

export type Review = Schema<'ListedReview'>;

/** Newest first. */
export function useReviews() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useServerQuery(
    ['reviews', commune.id],
    async () => (await ask(api.GET('/api/v1/communes/{id}/reviews', { params: { path } }))).items,
  );
}

export function useSign() {
  return useAct(
    ({ id, ...body }: { readonly id: string } & Schema<'ReviewSignature'>) =>
      ask(api.POST('/api/v1/reviews/{id}/signature', { params: { path: { id } }, body })),
    ['reviews', 'needs'],
  );
}
