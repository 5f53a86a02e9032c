import type { Units } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'

/** The units whose rows this transaction shows. */
export const unitIdsVisible = (ctx: Context): Units => ctx.scope.units
