import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { tellDesks } from '#core/live/note.ts'
import { readSetting } from '#core/settings.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { mergeCustomers } from '../merge/merge-customers.ts'
import type { ScanProgress, ScanResult, ScoredPair } from './compute/table.ts'
import { duplicateRules } from './duplicate-settings.ts'
import { ROLES, readBase } from './read-base.ts'
import { scanInWorker } from './scan-in-worker.ts'

const CHUNK = 2000
/** Below so many records there is nothing to learn from. */
const LEAST_RECORDS = 2

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
 * Looks through all listed customers for records of one person, keeps the pairs above the threshold of review with the
 * reason of each field, and joins those that are as sure as the company's setting wants. What people dismissed stays dismissed.
 */
export async function scanDuplicates(house: House, { signal, onProgress }: ScanOptions = {}): Promise<ScanOutcome> {
  const begun = performance.now()
  const startedAt = new Date()
  const [rules, country] = await house.asSystem('customers.duplicates', async (ctx) => [
    await readSetting(ctx, duplicateRules),
    await readSetting(ctx, homeCountry),
  ])
  const rows = await readBase(house, signal)
  const options = { roles: ROLES, threshold: rules.review, country }
  const result =
    rows.length < LEAST_RECORDS
      ? null
      : await scanInWorker(rows, options, { ...(signal && { signal }), ...(onProgress && { onProgress }) })
  const found = result?.pairs ?? []
  const sure =
    rules.mergeAbove === null ? [] : found.filter(({ probability }) => probability >= (rules.mergeAbove ?? 1))
  const merged = await mergeSure(house, sure)
  const pairs = found.filter((pair) => !sure.includes(pair))
  await keepPairs(house, pairs, startedAt)
  const seconds = (performance.now() - begun) / 1000
  await house.asSystem('customers.duplicates', async (ctx) => {
    await keepScan(ctx, { startedAt, seconds, records: rows.length, pairs: pairs.length, merged, result })
    tellDesks(ctx, { topic: 'duplicates', units: null, permission: 'customers.merge' })
  })
  return { records: rows.length, pairs, merged, seconds }
}

/** Joins pairs one by one, the surest first; one whose record was joined meanwhile, or dismissed by somebody, is left. */
async function mergeSure(house: House, pairs: readonly ScoredPair[]): Promise<number> {
  let merged = 0
  for (const { a, b, probability, reasons } of pairs.toSorted((one, other) => other.weight - one.weight)) {
    const [customerId = a, otherId = b] = [a, b].sort()
    merged += await house.asSystem('customers.duplicates', async (ctx) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from customers.customers c where c.customer_id in (${customerId}::uuid, ${otherId}::uuid)
          and c.listed and not exists (select from customers.duplicate_pairs p
            where p.customer_id = ${customerId}::uuid and p.other_id = ${otherId}::uuid and p.state = 'dismissed')`.execute(
        ctx.db,
      )
      if (rows[0]?.count !== 2) return 0
      const evidence = { probability, fields: reasons.map(({ field, level }) => `${field}: ${level}`) }
      await mergeCustomers(ctx, { customerId, otherIds: [otherId], reason: 'score', evidence })
      return 1
    })
  }
  return merged
}

async function keepPairs(house: House, pairs: readonly ScoredPair[], at: Date): Promise<void> {
  for (let from = 0; from < pairs.length; from += CHUNK) {
    const part = pairs.slice(from, from + CHUNK).map(({ a, b, probability, weight, reasons }) => {
      const [one, other] = [a, b].sort()
      const kept = reasons.map(({ field, level, weight: bits }) => ({
        field,
        level,
        weight: Math.round(bits * 100) / 100,
      }))
      return { one, other, probability, weight, reasons: kept }
    })
    await house.asSystem('customers.duplicates', async (ctx) => {
      await sql`
        insert into customers.duplicate_pairs as p (customer_id, other_id, unit_ids, probability, weight, reasons, found_at)
        select r.one, r.other, array(select unnest(c.unit_ids) intersect select unnest(o.unit_ids)), r.probability, r.weight,
          r.reasons, ${at}
        from jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
          as r(one uuid, other uuid, probability real, weight real, reasons jsonb)
        join customers.customers c on c.customer_id = r.one join customers.customers o on o.customer_id = r.other
        on conflict (customer_id, other_id) do update set unit_ids = excluded.unit_ids, probability = excluded.probability,
          weight = excluded.weight, reasons = excluded.reasons, found_at = excluded.found_at`.execute(ctx.db)
    })
  }
  await house.asSystem('customers.duplicates', async (ctx) => {
    await sql`delete from customers.duplicate_pairs where state = 'open' and found_at < ${at}`.execute(ctx.db)
  })
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
  await sql`
    insert into customers.duplicate_scans (scan_id, started_at, seconds, records, compared, pairs, merged, parameters)
    values (${uuid7()}::uuid, ${scan.startedAt}, ${scan.seconds}, ${scan.records}, ${result?.compared ?? 0}, ${scan.pairs},
      ${scan.merged}, ${JSON.stringify(result?.parameters ?? {})}::jsonb)`.execute(ctx.db)
  await sql`delete from customers.duplicate_scans where scan_id in (
    select scan_id from customers.duplicate_scans order by started_at desc offset 30)`.execute(ctx.db)
}
