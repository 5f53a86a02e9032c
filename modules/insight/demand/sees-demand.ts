import type { Context } from '#core/context.ts'

/** Demand is summed over the whole company: whoever works inside some units has no row of it. */
export const seesDemand = (ctx: Context): boolean => ctx.scope.units === 'all'
