import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

export type ModelName = 'purchases' | 'needs' | 'baskets' | 'demand'

export interface FittedModel {
  model: ModelName
  asOf: string
  /** Kind and edition of the model that was chosen: `pareto-nbd 1`. The edition rises whenever equal data would give other results. */
  version: string
  /** Customers, baskets or series it was fitted on. */
  rows: number
  durationMs: number
  /** `stepped_aside`: it did worse than its base line on what it had not seen, so the base line's word is used. */
  state: 'used' | 'stepped_aside' | 'too_little_data'
  parameters: Record<string, unknown>
  /** Errors of the model and of its base lines on what it had not seen; see each model's README section. */
  quality: Record<string, unknown>
}

const KEPT = 400

/** Keeps what a fit found, beside those of the days before; the newest 400 of each model stay. */
export async function recordModel(ctx: Context, fitted: FittedModel): Promise<void> {
  await sql`
    insert into insight.models (model, fitted_at, as_of, version, rows, duration_ms, state, parameters, quality)
    values (${fitted.model}, ${ctx.now}, ${fitted.asOf}, ${fitted.version}, ${fitted.rows}, ${Math.round(fitted.durationMs)},
      ${fitted.state}, ${JSON.stringify(fitted.parameters)}::jsonb, ${JSON.stringify(fitted.quality)}::jsonb)
    on conflict (model, fitted_at) do nothing`.execute(ctx.db)
  await sql`
    delete from insight.models where model = ${fitted.model} and fitted_at < (
      select fitted_at from insight.models where model = ${fitted.model} order by fitted_at desc offset ${KEPT} limit 1)`.execute(
    ctx.db,
  )
}
