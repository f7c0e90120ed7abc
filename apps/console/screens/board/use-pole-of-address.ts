// A link from elsewhere leads to one pole. In a large commune it did not come with the villages: it is asked for by itself.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useDesk } from '../../parts/desk';
import type { KnownPoles } from '../../parts/known-poles';
import { openPoles } from '../../parts/live-poles';
import type { OpenPanel } from './open-panel';

export function usePoleOfAddress(opened: OpenPanel | undefined, known: KnownPoles | undefined): void {
  const queries = useQueryClient();
  const { commune } = useDesk();
  const id = opened?.kind === 'pole' ? opened.id : undefined;
  const isMissing = id !== undefined && known !== undefined && !known.items.some((pole) => pole.id === id);
  useEffect(() => {
    if (isMissing) void openPoles(queries, commune.id, { controllerIds: [id] });
  }, [isMissing, id, queries, commune.id]);
}
