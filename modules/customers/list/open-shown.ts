import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { maskedFor, seesProfit } from '../customer/masked-for.ts'
import { shownCurrency } from '../metrics/shown-currency.ts'
import { isHidden } from '../segment/refuse-hidden-segment.ts'
import { openFilterScene } from './filter-scene.ts'
import type { Shown } from './list-row.ts'

/** Currency the amounts are shown in before anything was sold. */
const NO_SALES_YET = 'CNY'

/** What presenting rows to this caller needs, read once a list. */
export async function openShown(ctx: Context): Promise<Shown> {
  return {
    scene: await openFilterScene(ctx),
    currency: (await shownCurrency(ctx)) ?? NO_SALES_YET,
    seesProfit: seesProfit(ctx),
    hiddenSegments: await hiddenSegments(ctx),
  }
}

async function hiddenSegments(ctx: Context): Promise<ReadonlySet<number>> {
  if (maskedFor(ctx).size === 0) return new Set()
  const { rows } = await sql<{ segment_id: number; masks: string[] }>`
    select segment_id, masks from customers.segments where masks <> '{}'`.execute(ctx.db)
  return new Set(rows.filter(({ masks }) => isHidden(ctx, masks)).map(({ segment_id }) => segment_id))
}
