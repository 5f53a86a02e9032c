import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { FittedModel, ModelName } from './record-model.ts'

export type LatestModel = FittedModel & { fittedAt: Date }

/** The newest fit of a model; null before the first. */
export async function latestModel(ctx: Context, model: ModelName): Promise<LatestModel | null> {
  const { rows } = await sql<LatestModel>`
    select model, fitted_at as "fittedAt", as_of as "asOf", version, rows, duration_ms as "durationMs", state, parameters, quality
    from insight.models where model = ${model} order by fitted_at desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}
