// How a screen asks for what it shows and does what a person wants. What was asked is named by a subject, so that an event can refresh it.
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { Intent, Refusal } from '#web';
import { repeatsClickOf } from './click-series';

/** What a question is about; the first word is the subject that events refresh (see `live.ts`). */
export type Subject =
  | 'me'
  | 'clock'
  | 'commune'
  | 'places'
  | 'simulator'
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
  | 'sessions'
  | 'waiting'
  | 'tonight'
  | 'reports'
  | 'audit'
  | 'people'
  | 'why';

export type ServerQuery<T> = UseQueryResult<T, Refusal>;

/** Asks the server and keeps the answer fresh. `firstAnswer` came with the page and is as old as the page. */
export function useServerQuery<T>(
  key: readonly [Subject, ...unknown[]],
  question: () => Promise<T>,
  {
    firstAnswer,
    refetchInterval,
    ...options
  }: {
    /** In milliseconds; or by what the last answer was, false for never. */
    readonly refetchInterval?: number | ((answer: T | undefined) => number | false);
    readonly enabled?: boolean;
    readonly firstAnswer?: T | undefined;
  } = {},
): ServerQuery<T> {
  return useQuery<T, Refusal>({
    queryKey: key,
    queryFn: question,
    // What the server refuses, it refuses again; a line that is down may come back.
    retry: (count, refusal) => refusal.status === 0 && count < 2,
    ...(refetchInterval !== undefined && {
      refetchInterval:
        typeof refetchInterval === 'number' ? refetchInterval : ({ state }) => refetchInterval(state.data),
    }),
    ...(firstAnswer !== undefined && { initialData: firstAnswer, initialDataUpdatedAt: performance.timeOrigin }),
    ...options,
  });
}

/** What follows an act at once. */
interface Afterwards<Output> {
  readonly onSuccess?: (output: Output) => void;
  readonly onError?: (refusal: Refusal) => void;
}

/**
 * One act: `act` does it, and afterwards the named subjects are asked anew; until they are answered it is pending. A refusal stays in `error` until
 * the next try. What follows is done when the server answered, also when the part that began the act went away with what it changed.
 *
 * What a person means by it has one name until it is done: the request that `act` sends at once carries it, and so does each further one that
 * `act` begins by `intent.step`. Pressed again while it runs, or by the second click of a double click, it is not begun again.
 */
export function useAct<Input, Output>(
  act: (input: Input, intent: Intent) => Promise<Output>,
  refreshes: readonly Subject[],
) {
  const queries = useQueryClient();
  const [intent] = useState(() => new Intent());
  const running = useRef(new Set<string>());
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  const {
    mutate,
    mutateAsync: _async,
    variables: _variables,
    ...mutation
  } = useMutation<Output, Refusal, { readonly input: Input; readonly afterwards: Afterwards<Output> }>({
    mutationFn: ({ input }) => intent.step(() => act(input, intent)),
    onSuccess: (output, { afterwards }) => {
      intent.done();
      afterwards.onSuccess?.(output);
    },
    onError: (refusal, { afterwards }) => afterwards.onError?.(refusal),
    onSettled: async (_output, _refusal, { input }) => {
      await Promise.all(refreshes.map((subject) => queries.invalidateQueries({ queryKey: [subject] })));
      running.current.delete(nameOf(input));
    },
  });
  const begin = useCallback(
    (input: Input, afterwards: Afterwards<Output> = {}) => {
      if (running.current.has(nameOf(input)) || repeatsClickOf(pressedAt.current)) return;
      running.current.add(nameOf(input));
      pressedAt.current = performance.now();
      mutate({ input, afterwards });
    },
    [mutate],
  );
  return { ...mutation, mutate: begin };
}

/** Tells what is asked by one press from what is asked by another. A sound has no name: one at a time. */
function nameOf(input: unknown): string {
  return JSON.stringify(input) ?? '';
}
