import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { listRulesCall } from './contract.ts'
import { categoryGoods, productsByKey } from './goods.ts'

export type ToldRule = ReplyOf<typeof listRulesCall>['items'][number]

/** A rule as its table has it. */
export interface RuleRow {
  ruleId: string
  level: ToldRule['level']
  left: string[]
  right: string
  orders: number
  leftOrders: number
  rightOrders: number
  confidence: number
  lift: number
  leverage: number
  q: number
  customers: number
  bothCustomers: number
}

/** The columns of a rule. */
export const ruleColumns: RawBuilder<unknown> = sql`
  rule_id as "ruleId", level, left_keys as "left", right_key as "right", orders, left_orders as "leftOrders",
  right_orders as "rightOrders", confidence, lift, leverage,
  greatest(q, adds_q) as q, customers, both_customers as "bothCustomers"`

/** Rules as calls tell them. `orders`: all there were. */
export async function tellRules(ctx: Context, rows: readonly RuleRow[], orders: number): Promise<ToldRule[]> {
  const ids = rows.flatMap((row) => (row.level === 'product' ? [...row.left, row.right] : []))
  const product = await productsByKey(ctx, ids)
  return rows.map(({ leverage, left, right, ...row }) => {
    const goodsOf = row.level === 'product' ? product : categoryGoods
    return {
      ...row,
      left: left.map(goodsOf),
      right: goodsOf(right),
      support: orders > 0 ? row.orders / orders : 0,
      extraOrders: leverage * orders,
    }
  })
}
