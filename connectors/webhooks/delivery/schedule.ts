const SECOND = 1000
const HOUR = 3600 * SECOND

/** How long to wait after the first, second, … failure: the specification's own example, ten attempts over three days. */
const WAITS = [5 * SECOND, 300 * SECOND, HOUR / 2, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
/** Added at random, so that what failed together does not come back together; never taken away: three days stay three. */
const JITTER = 0.2

/** Milliseconds until the next attempt after so many; null: it is given up. */
export function waitAfter(attempts: number, random = Math.random()): number | null {
  const wait = WAITS[attempts - 1]
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * random))
}

const FAILURES_IN_PEACE = 2
const FIRST_REST = 30 * SECOND
const LONGEST_REST = HOUR / 4

/**
 * Milliseconds that an address is left in peace after so many failures in a row. A thousand messages for one that is down
 * then cost a few attempts, not a thousand waits for an answer.
 */
export function restAfter(failures: number): number {
  const more = failures - FAILURES_IN_PEACE
  return more <= 0 ? 0 : Math.min(FIRST_REST * 2 ** (more - 1), LONGEST_REST)
}

/** What could not be sent so long after it began is given up, however few its attempts were. */
export const GIVEN_UP_MS = 96 * HOUR
