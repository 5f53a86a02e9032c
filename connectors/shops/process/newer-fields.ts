import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { textArray } from '#core/database/column-arrays.ts'
import { type Json, laterTold, sortedText, type ToldFields } from '#core/words/last-told.ts'

interface Telling {
  externalId: string
  toldAt: Date
  says: Record<string, unknown>
}

/**
 * What tellings of a shop's customers or products change, one record each: the last told value of every field that was not
 * told later before. Messages that come late or twice change nothing. Only moments and hashes are kept of what was told.
 */
export async function newerFields(
  ctx: Context,
  { connectionId, kind }: { connectionId: number; kind: 'customer' | 'product' },
  tellings: readonly Telling[],
): Promise<{ externalId: string; says: Record<string, unknown> }[]> {
  if (tellings.length === 0) return []
  const ids = [...new Set(tellings.map(({ externalId }) => externalId))]
  // In one order, so that two who tell of the same records don't wait for each other for ever.
  const { rows } = await sql<{ id: string; fields: ToldFields }>`
    insert into shops.told as t (connection_id, kind, external_id, fields)
    select ${connectionId}, ${kind}, i, '{}'::jsonb from unnest(${textArray(ids)}::text[]) i order by i
    on conflict (connection_id, kind, external_id) do update set fields = t.fields
    returning external_id as id, fields`.execute(ctx.db)
  const standing = new Map(
    rows.map(({ id, fields }) => [id, { fields: { ...fields }, says: {} as Record<string, unknown> }]),
  )
  for (const telling of tellings) hear(standing.get(telling.externalId), telling)
  const news = [...standing].flatMap(([externalId, { fields, says }]) =>
    Object.keys(says).length > 0 ? [{ externalId, fields, says }] : [],
  )
  await sql`
    update shops.told t set fields = n.fields::jsonb
    from unnest(${textArray(news.map(({ externalId }) => externalId))}::text[],
      ${textArray(news.map(({ fields }) => JSON.stringify(fields)))}::text[]) n (id, fields)
    where t.connection_id = ${connectionId} and t.kind = ${kind} and t.external_id = n.id`.execute(ctx.db)
  return news.map(({ externalId, says }) => ({ externalId, says }))
}

function hear(record: { fields: ToldFields; says: Record<string, unknown> } | undefined, telling: Telling): void {
  if (!record) return
  for (const [name, value] of Object.entries(telling.says)) {
    if (value === undefined || value === null) continue
    const told = { value: hashOf(value as Json), at: telling.toldAt.getTime(), rank: 0 }
    const last = laterTold(record.fields[name], told)
    if (last !== told) continue
    record.fields[name] = told
    record.says[name] = value
  }
}

const hashOf = (value: Json) => createHash('sha256').update(sortedText(value)).digest('base64url').slice(0, 16)
