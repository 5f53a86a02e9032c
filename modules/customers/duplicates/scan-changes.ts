import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { tellDesks } from '#core/live/note.ts'
import { readSetting } from '#core/settings.ts'
import { keepQuality } from '../cleaning/quality/keep-quality.ts'
import { holdScans, markDone, nextChanges } from './changed-records.ts'
import { MOST_FOR_ALL } from './compute/rule-blocks.ts'
import type { Row, ScoredPair } from './compute/table.ts'
import { duplicateRules } from './duplicate-settings.ts'
import { dropPairs, keepPairs } from './keep-pairs.ts'
import { type KeptModel, lastModel } from './kept-model.ts'
import { mergeSure } from './merge-sure.ts'
import { pairsOfChanged } from './pairs-of-changed.ts'
import { readRows } from './read-base.ts'
import { LEAST_TO_SCAN, scanDuplicates } from './scan-duplicates.ts'
import { scoreInWorker } from './scan-in-worker.ts'

const MOST_AT_ONCE = 500
/** A base that grew or shrank by more than this share is learned anew. */
const MOST_GROWTH = 0.1

export interface ChangesOutcome {
  /** Records that were new or had changed. */
  changed: number
  compared: number
  merged: number
  /** What was known no longer fitted the base, so everybody was looked through. */
  isLearnedAnew: boolean
  seconds: number
}

interface Step {
  changed: number
  compared: number
  found: ScoredPair[]
}

/**
 * Scores the records that came or changed since they were last looked at against whoever they meet, by what the last scan
 * of everybody learned: pairs that match now come into the queue, those that match no more leave it, what people decided
 * stays while it holds, and sure ones are joined if the company wants it. `allUpTo`: in smaller bases everybody is compared.
 */
export async function scanChanges(
  house: House,
  { signal, allUpTo = MOST_FOR_ALL }: { signal?: AbortSignal; allUpTo?: number } = {},
): Promise<ChangesOutcome> {
  const begun = performance.now()
  const total = { changed: 0, compared: 0, merged: 0 }
  const end = (isLearnedAnew: boolean) => ({ ...total, isLearnedAnew, seconds: (performance.now() - begun) / 1000 })
  for (;;) {
    signal?.throwIfAborted()
    const step = await house.asSystem('customers.duplicates', (ctx) => scanSome(ctx, allUpTo))
    if (step === 'learn') {
      const { merged } = await scanDuplicates(house, signal && { signal })
      total.merged += merged
      return end(true)
    }
    if (step === null) return end(false)
    total.changed += step.changed
    total.compared += step.compared
    const { mergeAbove } = await house.asSystem('customers.duplicates', (ctx) => readSetting(ctx, duplicateRules))
    const sure = mergeAbove === null ? [] : step.found.filter(({ probability }) => probability >= mergeAbove)
    // What is joined has changed by that, and is looked at in the next round.
    total.merged += (await mergeSure(house, sure)).length
  }
}

/** One round, in one transaction; null: nothing has changed. */
async function scanSome(ctx: Context, allUpTo: number): Promise<Step | 'learn' | null> {
  await holdScans(ctx)
  const { changeIds, customerIds } = await nextChanges(ctx, MOST_AT_ONCE)
  if (changeIds.length === 0) return null
  const listed = await countListed(ctx)
  const model = await lastModel(ctx)
  if (!fits(model, listed)) {
    if (listed >= LEAST_TO_SCAN) return 'learn'
    await markDone(ctx, changeIds, ctx.now)
    return { changed: customerIds.length, compared: 0, found: [] }
  }
  const country = await readSetting(ctx, homeCountry)
  const changed = await readRows(ctx, customerIds)
  const given = await pairsOfChanged(ctx, { customerIds, changed, model, country, comparesAll: listed <= allUpTo })
  const { review } = await readSetting(ctx, duplicateRules)
  const found = await scoreInWorker({ ...given, threshold: review, country }, model.learned)
  await replacePairs(ctx, customerIds, found, given.rows)
  await keepQuality(ctx, [...customerIds, ...found.flatMap(({ a, b }) => [a, b])])
  await markDone(ctx, changeIds, ctx.now)
  tellDesks(ctx, { topic: 'duplicates', units: null, permission: 'customers.merge' })
  return { changed: customerIds.length, compared: given.pairs.length, found }
}

async function replacePairs(
  ctx: Context,
  customerIds: readonly string[],
  found: readonly ScoredPair[],
  rows: readonly Row[],
): Promise<void> {
  // Later than whatever was found before, also by a clock that stood still.
  const at = new Date(Math.max(Date.now(), ctx.now.getTime()) + 1)
  await keepPairs(ctx, found, new Map(rows.map((row) => [row.id, row])), at)
  await dropPairs(ctx, at, customerIds)
}

async function countListed(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from customers.customers where listed`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

const fits = (model: KeptModel | null, listed: number): model is KeptModel =>
  model !== null && Math.abs(listed - model.records) < MOST_GROWTH * model.records
