import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'

/** Clocks of others may be a little ahead. */
const AHEAD_MS = 5 * 60_000

/** A moment that has come, given in a field. @throws invalid `ordered_in_future`. */
export function notInFuture(ctx: Context, at: Date, field: string): Date {
  if (at.getTime() > ctx.now.getTime() + AHEAD_MS) {
    throw invalid('ordered_in_future', 'This moment is still to come.', { field, at: at.toISOString() })
  }
  return at
}
