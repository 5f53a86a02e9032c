import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import type { House } from '#core/house.ts'
import { inLanes } from '#core/jobs/in-lanes.ts'

const BATCH = 5000
/** Written at a time: what one waits for is the other's turn. */
const LANES = 2
const STATEMENT_MS = 60_000

export interface Writing {
  asOf: string
  /** When this run began: rows of other runs go. */
  at: Date
  signal: AbortSignal
}

/**
 * Puts rows in place of those of the run before, a few thousand a transaction, and takes away what other runs than this
 * one told: of pairs that are gone, left, or no longer among the strongest.
 */
export async function writeInBatches(
  house: House,
  table: 'needs' | 'product_needs' | 'next_purchases',
  places: readonly number[],
  { at, signal }: Writing,
  put: (ctx: Context, some: readonly number[]) => Promise<void>,
): Promise<void> {
  await inLanes(batches(places), LANES, async (some) => {
    signal.throwIfAborted()
    await house.asSystem(
      'insight.needs',
      async (ctx) => {
        await writeBehind(ctx)
        await put(ctx, some)
      },
      STATEMENT_MS,
    )
  })
  await house.asSystem(
    'insight.needs',
    async (ctx) => {
      await sql`delete from ${sql.id('insight', table)} where computed_at <> ${at}`.execute(ctx.db)
    },
    STATEMENT_MS,
  )
}

function* batches(places: readonly number[]): Generator<readonly number[]> {
  for (let from = 0; from < places.length; from += BATCH) yield places.slice(from, from + BATCH)
}
