// How a screen asks for what it shows and does what a person wants. What was asked is named by a subject, so that an event can refresh it.
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Refusal } from '#client';

/** What a question is about; the first word is the subject that events refresh (see `live.ts`). */
export type Subject =
  | 'me'
  | 'clock'
  | 'commune'
  | 'places'
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
  | 'tokens'
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

/** What follows an act at once. */
export interface Afterwards<Output> {
  readonly onSuccess?: (output: Output) => void;
  readonly onError?: (refusal: Refusal) => void;
}

/**
 * One act: `act` does it, and afterwards the named subjects are asked anew; until they are answered it is pending. A refusal stays in `error` until
 * the next try. What follows is done when the server answered, also when the part that began the act went away with what it changed.
 */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>, refreshes: readonly Subject[]) {
  const queries = useQueryClient();
  const {
    mutate,
    mutateAsync: _async,
    variables: _variables,
    ...mutation
  } = useMutation<Output, Refusal, { readonly input: Input; readonly afterwards: Afterwards<Output> }>({
    mutationFn: ({ input }) => act(input),
    onSuccess: (output, { afterwards }) => afterwards.onSuccess?.(output),
    onError: (refusal, { afterwards }) => afterwards.onError?.(refusal),
    onSettled: () => Promise.all(refreshes.map((subject) => queries.invalidateQueries({ queryKey: [subject] }))),
  });
  const begin = useCallback(
    (input: Input, afterwards: Afterwards<Output> = {}) => mutate({ input, afterwards }),
    [mutate],
  );
  return { ...mutation, mutate: begin };
}
