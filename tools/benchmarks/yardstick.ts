const STEPS = 1_000_000_000

/** Milliseconds of a billion steps of a plain loop: what days and machines can be compared by. */
export function yardstick(): number {
  const begun = performance.now()
  let sum = 0
  for (let i = 0; i < STEPS; i++) sum = (sum * 31 + i) | 0
  const ms = performance.now() - begun
  // Read, or the loop could be left out.
  if (!Number.isInteger(sum)) throw new Error('the loop made no whole number')
  return ms
}
