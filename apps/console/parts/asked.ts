// How a screen asks for what it shows and does what a person wants. What was asked is named by a subject, so that an event can refresh it.
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { Refusal } from '#client';

/** What a question is about; the first word is the subject that events refresh (see `live.ts`). */
export type Subject =
  | 'me'
  | 'clock'
  | 'commune'
  | 'places'
  | 'board'
  | 'poles'
  | 'rundowns'
  | 'bookings'
  | 'announcements'
  | 'recordings'
  | 'stops'
  | 'emergencies'
  | 'drills'
  | 'reviews'
  | 'needs'
  | 'notices'
  | 'tonight'
  | 'reports'
  | 'audit'
  | 'people'
  | 'why';

export type Asked<T> = UseQueryResult<T, Refusal>;

/** Asks the server and keeps the answer fresh. `brought` is an answer that came with the page, as old as the page. */
export function useAsked<T>(
  key: readonly [Subject, ...unknown[]],
  question: () => Promise<T>,
  {
    brought,
    ...options
  }: { readonly refetchInterval?: number; readonly enabled?: boolean; readonly brought?: T | undefined } = {},
): Asked<T> {
  return useQuery<T, Refusal>({
    queryKey: key,
    queryFn: question,
    // What the server refuses, it refuses again; a line that is down may come back.
    retry: (count, refusal) => refusal.status === 0 && count < 2,
    ...(brought !== undefined && { initialData: brought, initialDataUpdatedAt: performance.timeOrigin }),
    ...options,
  });
}

/** One act: `run` does it, and afterwards the named subjects are asked anew. A refusal stays in `error` until the next try. */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>, refreshes: readonly Subject[]) {
  const queries = useQueryClient();
  const { mutateAsync: _async, ...mutation } = useMutation<Output, Refusal, Input>({
    mutationFn: act,
    onSettled: () => Promise.all(refreshes.map((subject) => queries.invalidateQueries({ queryKey: [subject] }))),
  });
  return mutation;
}
