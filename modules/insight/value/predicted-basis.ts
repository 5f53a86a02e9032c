import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'

export interface PredictedBasis {
  currency: string
  /** Null: nobody is predicted yet. */
  basis: 'profit' | 'revenue' | null
  seesValue: boolean
}

/** What expected values are made of, and whether the caller may see them: profits are not for everybody. */
export async function predictedBasis(ctx: Context): Promise<PredictedBasis> {
  const { rows } = await sql<{ currency: string; basis: PredictedBasis['basis'] }>`
    select c.currency, (select p.basis from insight.predictions p limit 1) as basis from facts.company_currency c`.execute(
    ctx.db,
  )
  const { currency, basis } = rows[0] ?? { currency: 'CNY', basis: null }
  return { currency, basis, seesValue: basis !== 'profit' || may(ctx.actor, 'orders.profit') }
}
