import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { type DimensionKey, dimensionOf, OTHERS } from '../catalogue-rules.ts'
import { keyOfNumber } from '../key-rules.ts'

export interface NamedKey {
  key: string
  /** Null: the key says it, or only the page can say it. */
  label: string | null
}

/** Keys as people see them, of keys as the database has them. */
export async function nameKeys(
  ctx: Context,
  dimension: DimensionKey,
  keys: readonly (string | null)[],
): Promise<NamedKey[]> {
  const { keys: kind } = dimensionOf(dimension)
  const some = keys.filter((key) => key !== null && key !== OTHERS) as string[]
  if (kind === 'word') {
    const { rows } = await sql<{ id: number; key: string; label: string }>`
      select word_id as id, word as key, label from insight.cube_words where word_id = any(${some.map(Number)}::int[])`.execute(
      ctx.db,
    )
    const words = new Map(rows.map((row) => [String(row.id), { key: row.key, label: row.label }]))
    return keys.map((key) => plain(key) ?? words.get(key ?? '') ?? { key: key ?? '', label: null })
  }
  if (dimension === 'segment') {
    const { rows } = await sql<{ key: string; label: string }>`
      select segment_id::text as key, name as label from facts.segments where segment_id = any(${some.map(Number)}::int[])`.execute(
      ctx.db,
    )
    const names = new Map(rows.map((row) => [row.key, row]))
    return keys.map((key) => plain(key) ?? names.get(key ?? '') ?? { key: key ?? '', label: null })
  }
  const say = (key: string) => (kind === 'text' ? key : keyOfNumber(dimension, Number(key)))
  return keys.map((key) => plain(key) ?? { key: say(key ?? ''), label: null })
}

const plain = (key: string | null): NamedKey | null =>
  key === null ? { key: '', label: null } : key === OTHERS ? { key: OTHERS, label: null } : null
