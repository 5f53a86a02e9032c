import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { basketModel } from './basket-model.ts'
import type { listRulesCall } from './contract.ts'
import { type RuleRow, ruleColumns, tellRules } from './rule-rows.ts'

type Input = InputOf<typeof listRulesCall>

const SORTS = { extra: 'leverage', lift: 'lift', confidence: 'confidence', orders: 'orders' } as const

/** Rules by filters, page by page. There are at most 5,000 of a level, so every filter and sort may read them all. */
export async function listRules(ctx: Context, input: Input): Promise<ReplyOf<typeof listRulesCall>> {
  const isDown = input.sort.startsWith('-')
  const name = SORTS[input.sort.replace('-', '') as keyof typeof SORTS]
  const column = sql.ref(name)
  const [order, beyond] = isDown ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`]
  const where = whereOf(input)
  const after = input.cursor ? readCursor(input.cursor) : null
  const { rows } = await sql<RuleRow>`
    select ${ruleColumns} from insight.rules
    where ${where} ${after ? sql`and (${column}::float8, rule_id) ${beyond} (${after.value}::float8, ${after.id}::uuid)` : sql``}
    order by ${column} ${order}, rule_id ${order} limit ${input.limit + 1}`.execute(ctx.db)
  const { rows: counts } = await sql<{ total: number }>`
    select count(*)::int as total from insight.rules where ${where}`.execute(ctx.db)
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    items: await tellRules(ctx, shown, (await basketModel(ctx))?.orders ?? 0),
    next: rows.length > input.limit && last ? `${last[name]}_${last.ruleId}` : null,
    total: counts[0]?.total ?? 0,
  }
}

function whereOf({ level, product, category, minLift, minConfidence }: Input): RawBuilder<unknown> {
  const parts = [
    sql`level = ${level}`,
    ...(product ? [sql`(right_key = any(${product}::text[]) or left_keys && ${product}::text[])`] : []),
    ...(category ? [sql`categories && ${category}::text[]`] : []),
    ...(minLift === undefined ? [] : [sql`lift >= ${minLift}`]),
    ...(minConfidence === undefined ? [] : [sql`confidence >= ${minConfidence}`]),
  ]
  return sql.join(parts, sql` and `)
}

function readCursor(cursor: string): { value: number; id: string } {
  const match = /^(-?[\d.]{1,30}(?:e-?\d{1,3})?)_([0-9a-f-]{36})$/.exec(cursor)
  const value = Number(match?.[1])
  if (!match || Number.isNaN(value))
    throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
  return { value, id: match[2] ?? '' }
}
