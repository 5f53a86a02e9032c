import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'

/**
 * Classes of fields this caller sees masked, `profit` among them for whoever may not see costs and profits: what can't
 * be seen can neither be filtered nor sorted by, nor found out by the members of a segment.
 */
export const maskedFor = (ctx: Context): ReadonlySet<string> =>
  seesProfit(ctx) ? ctx.scope.masked : new Set([...ctx.scope.masked, 'profit'])

export const seesProfit = (ctx: Context): boolean => may(ctx.actor, 'orders.profit')
