import { type RawBuilder, sql } from 'kysely'
import type { ClassRule } from '../rule/class-rule.ts'

/** Costs must be known for this share of a currency's revenue before profit decides there. */
const COSTED_SHARE = 0.9

/**
 * Adds to rows of customers, as SQL: costed_share and basis of their currency, worth_micro, and better_share: the share
 * of all positive worth that customers of greater worth bring. Equal worth gets the equal share.
 */
export function rankedByWorth(rows: RawBuilder<unknown>, rule: ClassRule): RawBuilder<unknown> {
  const basis =
    rule.measure === 'auto'
      ? sql`case when costed_share >= ${COSTED_SHARE} then 'profit' else 'revenue' end`
      : sql`${rule.measure}::text`
  return sql`
    select a.*, coalesce(round(
      (sum(greatest(worth_micro, 0)) over (partition by currency order by worth_micro desc)
        - greatest(worth_micro, 0) * count(*) over (partition by currency, worth_micro))
      / nullif(sum(greatest(worth_micro, 0)) over (partition by currency), 0), 6), 0) as better_share
    from (
      select b.*, ${worthOn(sql`b.basis`)} as worth_micro
      from (
        select c.*, ${basis} as basis
        from (
          select r.*, least(greatest(coalesce(round(sum(costed_revenue_micro) over (partition by currency)
            / nullif(sum(revenue_micro) over (partition by currency), 0), 6), 0), 0), 1) as costed_share
          from (${rows}) r
        ) c
      ) b
    ) a`
}

/** What a customer is worth: known profit after cost to serve, or revenue. */
export const worthOn = (basis: RawBuilder<unknown>): RawBuilder<bigint> =>
  sql`case ${basis} when 'profit' then coalesce(profit_micro, - cost_to_serve_micro) else revenue_micro end`
