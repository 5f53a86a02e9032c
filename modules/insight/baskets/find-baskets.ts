import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { basketModel } from './basket-model.ts'
import { basketSetting } from './basket-setting.ts'
import type { findBasketsCall } from './contract.ts'

type Reply = ReplyOf<typeof findBasketsCall>
type Cell = Reply['matrix']['cells'][number]

/** Rows and columns of the matrix. */
const CATEGORIES = 10

/** What rules rest on, how offers did, and the categories that sell together most, as a matrix of lifts. */
export async function findBaskets(ctx: Context): Promise<Reply> {
  const { level } = await readSetting(ctx, basketSetting)
  const { rows } = await sql<Cell & { leverage: number }>`
    select left_keys[1] as "left", right_key as "right", lift, orders, rule_id as "ruleId", leverage
    from insight.rules where level = 'category' and cardinality(left_keys) = 1`.execute(ctx.db)
  return { model: await basketModel(ctx), level, matrix: matrixOf(rows) }
}

/** The categories with most orders together beyond chance, in the order of their paths so that neighbours stand together. */
function matrixOf(rows: readonly (Cell & { leverage: number })[]): Reply['matrix'] {
  const weights = new Map<string, number>()
  for (const { left, leverage } of rows) weights.set(left, (weights.get(left) ?? 0) + leverage)
  const categories = [...weights]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, CATEGORIES)
    .map(([path]) => path)
    .sort()
  const shown = new Set(categories)
  return {
    categories,
    cells: rows
      .filter(({ left, right }) => shown.has(left) && shown.has(right))
      .map(({ leverage: _, ...cell }) => cell),
  }
}
