import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { lockCustomers } from '../../customer/lock-customers.ts'
import { leavesOf } from '../../segment/condition.ts'
import { liveSegments } from '../../segment/live-segments.ts'
import { queueSegments } from '../../segment/segment-jobs.ts'
import { readRecords } from '../read-records.ts'
import { type CheckedRecord, checkRecord, type RecordScene } from './check-record.ts'
import { qualityWeights } from './quality-weights.ts'

export const openRecordScene = async (ctx: Context): Promise<RecordScene> => ({
  weights: await readSetting(ctx, qualityWeights),
  homeCountry: await readSetting(ctx, homeCountry),
  now: ctx.now,
})

type Found = CheckedRecord & { id: string }

/**
 * Keeps quality, gaps and the findings of the cleaning rules of these customers. Records that don't change are not
 * written; segments that ask for quality or gaps look at the changed ones again. At most some thousands a call.
 */
export async function keepQuality(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const ids = [...new Set(customerIds)]
  if (ids.length === 0) return
  await lockCustomers(ctx, ids)
  const scene = await openRecordScene(ctx)
  const found = (await readRecords(ctx, ids)).map((record) => ({ id: record.id, ...checkRecord(record, scene) }))
  await keepFindings(ctx, ids, found)
  const changed = await keepScores(ctx, found)
  if (changed.length > 0 && (await segmentsAskQuality(ctx))) queueSegments(ctx, changed)
}

async function keepScores(ctx: Context, found: readonly Found[]): Promise<string[]> {
  const rows = JSON.stringify(found.map(({ id, score, gaps }) => ({ id, score, gaps })))
  const { rows: changed } = await sql<{ customer_id: string }>`
    update customers.customers c set quality = r.score, gaps = r.gaps
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, score int, gaps text[])
    where c.customer_id = r.id and (c.quality, c.gaps) is distinct from (r.score, r.gaps)
    returning c.customer_id`.execute(ctx.db)
  return changed.map((row) => row.customer_id)
}

async function keepFindings(ctx: Context, ids: readonly string[], found: readonly Found[]): Promise<void> {
  const rows = JSON.stringify(found.flatMap(({ id, findings }) => findings.map((finding) => ({ id, ...finding }))))
  await sql`
    with r as (select * from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, rule text, fields text[])), gone as (
      delete from customers.cleaning_findings f where f.customer_id = any(${ids}::uuid[])
        and not exists (select from r where r.id = f.customer_id and r.rule = f.rule)
    )
    insert into customers.cleaning_findings as f (customer_id, rule, unit_ids, fields)
    select c.customer_id, r.rule, c.unit_ids, r.fields from r join customers.customers c on c.customer_id = r.id
    on conflict (customer_id, rule) do update set fields = excluded.fields
      where f.fields <> excluded.fields`.execute(ctx.db)
}

async function segmentsAskQuality(ctx: Context): Promise<boolean> {
  const segments = await liveSegments(ctx)
  return segments.some(({ condition }) =>
    leavesOf(condition).some((leaf) => 'field' in leaf && (leaf.field === 'quality' || leaf.field === 'gap')),
  )
}
