// How long after its order an emergency sounds for the first time: as soon as all poles that hear the order can begin together, and no later.
import { SECOND_MS } from '../calendar/time';

/** Who hears an order now. */
export interface OrderReach {
  /** Poles that are connected. */
  readonly poles: number;
  /** How wrong the worst clock among them may be, as they reported last. */
  readonly worstUncertaintyMs: number;
}

/**
 * From the wish to the horn, on one pole. Until the order is out 100 ms may pass (issue 11). Then a pole checks the signature, writes the order
 * and the start down, and opens its sound: 16 ms, at worst 90 ms, on the machine of these figures; four times that for a small box.
 */
const LEAST_LEAD_MS = 500;

/**
 * From the first pole to the last, by each that is connected: one order over the embedded broker was with the last of 100 poles after 81 ms at worst, of 300
 * after 189 ms, of 1,000 after 307 ms, on two cores that others use too. Half a millisecond leaves room for a slower machine.
 */
const FAN_OUT_MS_PER_POLE = 0.5;

/** No pole is waited for longer than this on account of its clock: it begins by it all the same, early or late by what it is wrong. */
const MOST_UNCERTAINTY_MS = 1 * SECOND_MS;

/**
 * The lead. The uncertainty of a clock counts once although it also stands for the way down: the clock was set by an answer that came the same way, so a
 * message of the server's instant t arrives when that clock says t + uncertainty, whichever half of the way was the slow one.
 */
export function emergencyLeadMs({ poles, worstUncertaintyMs }: OrderReach): number {
  const fanOutMs = Math.ceil(poles * FAN_OUT_MS_PER_POLE);
  return LEAST_LEAD_MS + fanOutMs + Math.min(Math.max(0, worstUncertaintyMs), MOST_UNCERTAINTY_MS);
}
