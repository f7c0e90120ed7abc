// Another screen may send somebody here to book one announcement; its address names it.
import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Unbooked } from '../sheet/schedule-data';

/** Begins to book what `?announcement=` names, once it is known that it waits for a place. The address is used up by that. */
export function useAnnouncementInAddress(
  waiting: readonly Unbooked[] | undefined,
  book: (announcement: Unbooked | undefined) => void,
): void {
  const [, go] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get('announcement');
  useEffect(() => {
    if (wanted === null || !waiting) return;
    const announcement = waiting.find(({ id }) => id === wanted);
    if (announcement) book(announcement);
    go('/schedule', { replace: true });
    // Once for each address, however often this is drawn.
  }, [wanted, waiting]);
}
