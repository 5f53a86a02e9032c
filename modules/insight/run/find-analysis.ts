import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { formatDecimal } from '#core/words/money.ts'

/** What an analysis found, as the command prints it. Money is a decimal text of the major unit by currency. */
export interface Analysis {
  /** Null: nothing was kept, because another day than today was looked at. */
  run: string | null
  asOf: string
  currency: string | null
  /** Customers with at least one order that counts. */
  customers: number
  /** Their sale orders. */
  orders: number
  /** Their returns and credit notes. */
  returns: number
  /** Their net revenue: goods − discount, returns taken off. */
  revenue: Record<string, string>
  /** Sales without a customer stand apart. */
  anonymous: { orders: number; revenue: Record<string, string> }
  /** Share (0–1) of net revenue that the best fifth brings, in the company's currency; null without revenue. */
  topFifthShare: number | null
  topFifthCustomers: number
  classes: { key: number; worthWinning: number; dispensable: number }
  ruleVersion: number
  durationMs: number
}

interface Totals {
  currency: string
  orders: number
  returns: number
  revenue_micro: bigint
  anonymous_orders: number
  anonymous_revenue_micro: bigint
  top_fifth_customers: number
  top_fifth_share: string | null
}

/** The results of a run; the classes are those that stand now. */
export async function findAnalysis(ctx: Context, runId: string): Promise<Analysis> {
  const run = await sql<{
    as_of: string
    currency: string | null
    customers: number
    rule_version: number
    duration_ms: number
  }>`
    select as_of, currency, customers, rule_version, duration_ms from insight.runs where run_id = ${runId}`.execute(
    ctx.db,
  )
  const found = run.rows[0]
  if (!found) throw new Error(`no run ${runId}`)
  const { rows: totals } =
    await sql<Totals>`select * from insight.run_totals where run_id = ${runId} order by currency`.execute(ctx.db)
  const main = totals.find((row) => row.currency === found.currency)
  const money = (of: 'revenue_micro' | 'anonymous_revenue_micro') =>
    Object.fromEntries(totals.map((row) => [row.currency, formatDecimal(row[of], row.currency)]))
  const sum = (of: 'orders' | 'returns' | 'anonymous_orders') => totals.reduce((total, row) => total + row[of], 0)
  return {
    run: runId,
    asOf: found.as_of,
    currency: found.currency,
    customers: found.customers,
    orders: sum('orders'),
    returns: sum('returns'),
    revenue: money('revenue_micro'),
    anonymous: { orders: sum('anonymous_orders'), revenue: money('anonymous_revenue_micro') },
    topFifthShare: main?.top_fifth_share == null ? null : Number(main.top_fifth_share),
    topFifthCustomers: main?.top_fifth_customers ?? 0,
    classes: await countClasses(ctx),
    ruleVersion: found.rule_version,
    durationMs: found.duration_ms,
  }
}

async function countClasses(ctx: Context): Promise<Analysis['classes']> {
  const { rows } = await sql<{ class: string; customers: number }>`
    select class, count(*)::int as customers from insight.scores group by class`.execute(ctx.db)
  return countedClasses(rows)
}

/** Counts by the class's name in the database. */
export function countedClasses(rows: readonly { class: string; customers: number }[]): Analysis['classes'] {
  const of = (name: string) => rows.find((row) => row.class === name)?.customers ?? 0
  return { key: of('key'), worthWinning: of('worth_winning'), dispensable: of('dispensable') }
}
