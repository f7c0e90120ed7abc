// A lifecycle is a table `state x event -> state`. A pair that is not in the table is an error and is never ignored.
import { Problem } from './problem';

/** For each state, the events it allows and where they lead. */
export type Lifecycle<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/** The state that follows. Throws Problem `wrong-state` when the table has no such pair. */
export function follow<State extends string, Event extends string>(
  lifecycle: Lifecycle<State, Event>,
  state: State,
  event: Event,
): State {
  const next = lifecycle[state][event];
  if (next === undefined) throw new Problem('wrong-state', { state, event });
  return next;
}

/** Whether the table allows the event in this state. */
export function allows<State extends string, Event extends string>(
  lifecycle: Lifecycle<State, Event>,
  state: State,
  event: Event,
): boolean {
  return lifecycle[state][event] !== undefined;
}
