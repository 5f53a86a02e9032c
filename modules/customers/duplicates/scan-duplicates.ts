import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { queueJob } from '#core/jobs/job.ts'
import { tellDesks } from '#core/live/note.ts'
import { readSetting } from '#core/settings.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { holdScans, markDone, openChanges, reopenSince } from './changed-records.ts'
import type { Row, ScanProgress, ScanResult, ScoredPair } from './compute/table.ts'
import { duplicateRules } from './duplicate-settings.ts'
import { dropPairs, keepPairs } from './keep-pairs.ts'
import { forgetUnlistedKeys, keepKeys } from './kept-keys.ts'
import { keepModel } from './kept-model.ts'
import { mergeSure } from './merge-sure.ts'
import { ROLES, readBase } from './read-base.ts'
import { scanInWorker } from './scan-in-worker.ts'

const CHUNK = 2000
/** Below so many records there is nothing to learn from. */
export const LEAST_TO_SCAN = 2

export interface ScanOutcome {
  records: number
  /** Above the threshold of review; those that were joined at once are not among them. */
  pairs: ScoredPair[]
  merged: number
  seconds: number
}

export interface ScanOptions {
  signal?: AbortSignal
  onProgress?(progress: ScanProgress): void
}

/**
 * Looks through all listed customers for records of one person, learning anew what tells them; keeps the pairs above the
 * threshold of review with the reason of each field, and joins those that are as sure as the company's setting wants. What
 * people decided stays. What was learned is kept, for records that come or change later (`scanChanges`).
 */
export async function scanDuplicates(house: House, { signal, onProgress }: ScanOptions = {}): Promise<ScanOutcome> {
  const begun = performance.now()
  const startedAt = new Date()
  const [rules, country, seen] = await house.asSystem('customers.duplicates', async (ctx) => [
    await readSetting(ctx, duplicateRules),
    await readSetting(ctx, homeCountry),
    await openChanges(ctx),
  ])
  const rows = await readBase(house, signal)
  const options = { roles: ROLES, threshold: rules.review, country, withKeys: true }
  const result =
    rows.length < LEAST_TO_SCAN
      ? null
      : await scanInWorker(rows, options, { ...(signal && { signal }), ...(onProgress && { onProgress }) })
  const found = result?.pairs ?? []
  await keepAll(house, found, rows, startedAt)
  if (result?.keys) await keepAllKeys(house, rows, result.keys)
  const { mergeAbove } = rules
  const sure = mergeAbove === null ? [] : found.filter(({ probability }) => probability >= mergeAbove)
  const merged = new Set(await mergeSure(house, sure))
  const pairs = found.filter((pair) => !merged.has(pair))
  const seconds = (performance.now() - begun) / 1000
  await house.asSystem('customers.duplicates', async (ctx) => {
    await holdScans(ctx)
    await keepScan(ctx, { startedAt, seconds, records: rows.length, pairs: pairs.length, merged: merged.size, result })
    await markDone(ctx, seen, startedAt)
    await reopenSince(ctx, startedAt)
    // Who may be a duplicate is part of what is wrong with a record.
    queueJob(
      ctx,
      { name: 'customers.check-quality' },
      {},
      { key: 'customers.check-quality', queue: 'customers.cleaning' },
    )
    tellDesks(ctx, { topic: 'duplicates', units: null, permission: 'customers.merge' })
  })
  return { records: rows.length, pairs, merged: merged.size, seconds }
}

async function keepAll(house: House, pairs: readonly ScoredPair[], rows: readonly Row[], at: Date): Promise<void> {
  const records = new Map(rows.map((row) => [row.id, row]))
  for (let from = 0; from < pairs.length; from += CHUNK) {
    const part = pairs.slice(from, from + CHUNK)
    await house.asSystem('customers.duplicates', (ctx) => keepPairs(ctx, part, records, at))
  }
  await house.asSystem('customers.duplicates', (ctx) => dropPairs(ctx, at, 'everybody'))
}

/** `keys` stand in the order of ids. */
async function keepAllKeys(house: House, rows: readonly Row[], keys: readonly number[][]): Promise<void> {
  const ids = rows.map(({ id }) => id).sort()
  for (let from = 0; from < ids.length; from += CHUNK) {
    await house.asSystem('customers.duplicates', (ctx) =>
      keepKeys(ctx, ids.slice(from, from + CHUNK), keys.slice(from, from + CHUNK)),
    )
  }
  await house.asSystem('customers.duplicates', forgetUnlistedKeys)
}

interface Scan {
  startedAt: Date
  seconds: number
  records: number
  pairs: number
  merged: number
  result: ScanResult | null
}

async function keepScan(ctx: Context, { result, ...scan }: Scan): Promise<void> {
  const scanId = uuid7()
  await sql`
    insert into customers.duplicate_scans (scan_id, started_at, seconds, records, compared, pairs, merged, parameters)
    values (${scanId}::uuid, ${scan.startedAt}, ${scan.seconds}, ${scan.records}, ${result?.compared ?? 0}, ${scan.pairs},
      ${scan.merged}, ${JSON.stringify(result?.parameters ?? {})}::jsonb)`.execute(ctx.db)
  if (result) await keepModel(ctx, scanId, result.learned)
  await sql`delete from customers.duplicate_scans where scan_id in (
    select scan_id from customers.duplicate_scans order by started_at desc offset 30)`.execute(ctx.db)
}
