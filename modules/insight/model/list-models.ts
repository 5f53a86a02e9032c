import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { listModelsCall } from '../purchases/contract.ts'

type Item = ReplyOf<typeof listModelsCall>['items'][number]
type Row = Omit<Item, 'fittedAt' | 'fits'> & { fittedAt: Date; fits: Item['fits'] }

/** The latest fit of every model, with their last thirty. */
export async function listModels(ctx: Context): Promise<ReplyOf<typeof listModelsCall>> {
  const { rows } = await sql<Row>`
    select m.model, m.version, m.state, m.as_of as "asOf", m.fitted_at as "fittedAt", m.rows, m.duration_ms as "durationMs",
      m.parameters, m.quality, f.fits
    from (select distinct model from insight.models) k
    cross join lateral (
      select * from insight.models n where n.model = k.model order by fitted_at desc limit 1
    ) m
    cross join lateral (
      select jsonb_agg(jsonb_build_object('fittedAt', to_char(l.fitted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'version', l.version, 'state', l.state, 'rows', l.rows) order by l.fitted_at desc) as fits
      from (select * from insight.models n where n.model = k.model order by fitted_at desc limit 30) l
    ) f
    order by array_position(array['purchases', 'needs', 'baskets', 'demand'], m.model)`.execute(ctx.db)
  return { items: rows.map((row) => ({ ...row, fittedAt: row.fittedAt.toISOString() })) }
}
