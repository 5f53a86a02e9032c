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

/**
 * The categories of the pairs with most orders together beyond chance, so that none stands alone, in the order of their
 * paths so that neighbours stand together.
 */
function matrixOf(rows: readonly (Cell & { leverage: number })[]): Reply['matrix'] {
  const shown = new Set<string>()
  for (const { left, right } of rows.toSorted((a, b) => b.leverage - a.leverage)) {
    if (new Set([...shown, left, right]).size > CATEGORIES) continue
    shown.add(left).add(right)
  }
  return {
    categories: [...shown].sort(),
    cells: rows
      .filter(({ left, right }) => shown.has(left) && shown.has(right))
      .map(({ leverage: _, ...cell }) => cell),
  }
}
