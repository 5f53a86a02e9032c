import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

export interface LatestRun {
  runId: string
  asOf: string
  startedAt: Date
  durationMs: number
  /** The company's currency at that time; null while nothing was sold. */
  currency: string | null
  customers: number
  ruleVersion: number
}

/** The newest analysis of everybody; null before the first. */
export async function findLatestRun(ctx: Context): Promise<LatestRun | null> {
  const { rows } = await sql<LatestRun>`
    select run_id as "runId", as_of as "asOf", started_at as "startedAt", duration_ms as "durationMs", currency, customers,
      rule_version as "ruleVersion"
    from insight.runs order by started_at desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}
