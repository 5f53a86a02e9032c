import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { normaliseEmail } from '#core/words/emails.ts'
import { lockCustomers } from '../../customer/lock-customers.ts'
import { keepFromMerging } from '../../merge/hold-merging.ts'
import { readRecords } from '../read-records.ts'
import type { CleanRecord, Proposal } from '../rules/clean-record.ts'
import { fieldsFor, proposalsOf } from '../rules/rules.ts'
import type { CleanRun } from './clean-run.ts'
import { saidFieldOf } from './said-fields.ts'
import { type CleanedValue, saidKey, sayCleaned } from './say-cleaned.ts'
import { type Swapped, swapIdentities } from './swap-identities.ts'
import { tellCleaned } from './tell-cleaned.ts'
import { writeValues } from './write-values.ts'

type Change = Proposal & { customerId: string }

/**
 * Applies a run's rule to these customers as they are now, in the caller's scope and without their masked fields.
 * Keeps every value it replaces under the run. Returns how many customers changed.
 */
export async function cleanSome(
  ctx: Context,
  { runId, rule }: Pick<CleanRun, 'runId' | 'rule'>,
  customerIds: readonly string[],
): Promise<number> {
  await keepFromMerging(ctx)
  await lockCustomers(ctx, customerIds)
  const home = await readSetting(ctx, homeCountry)
  const fields = fieldsFor(rule, ctx.scope.masked)
  const records = await readRecords(ctx, customerIds)
  const changes = records.flatMap((record) =>
    proposalsOf(rule, record, home)
      .filter(({ field }) => fields.includes(field))
      .map((proposal): Change => ({ ...proposal, customerId: record.id })),
  )
  if (changes.length === 0) return 0
  const overruled = await sayCleaned(ctx, saidIn(changes, records), runId)
  const swapped = await swapIdentities(ctx, changes.flatMap(swapOf))
  await writeValues(
    ctx,
    changes.map(({ customerId, field, after }) => ({ customerId, field, value: after })),
  )
  await keepChanges(ctx, runId, changes, (change) => besideOf(change, overruled, swapped))
  await tellCleaned(ctx, changes)
  return new Set(changes.map(({ customerId }) => customerId)).size
}

/** The values as sources say them: of a place all of it, as it is after the change. */
function saidIn(changes: readonly Change[], records: readonly CleanRecord[]): CleanedValue[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  const said = new Map<string, CleanedValue>()
  for (const { customerId, field, after } of changes) {
    const of = saidFieldOf(field)
    const record = byId.get(customerId)
    if (of === null || !record) continue
    const key = saidKey({ customerId, field: of })
    if (of !== 'place') said.set(key, { customerId, field: of, value: after === '' ? null : after })
    else {
      const { country, region_path, city, address, postcode } = record
      const before = said.get(key)?.value ?? { country, region_path, city, address, postcode }
      said.set(key, { customerId, field: of, value: { ...(before as object), [field]: after } })
    }
  }
  return [...said.values()]
}

function swapOf({ customerId, field, before, after }: Change) {
  if ((field !== 'email' && field !== 'phone') || before === null || after === null) return []
  const toKey = field === 'email' ? normaliseEmail(after) : after
  return toKey === null ? [] : [{ customerId, kind: field, from: before, to: after, toKey }]
}

function besideOf(change: Change, overruled: Map<string, unknown[]>, swapped: readonly Swapped[]): unknown[] {
  const of = saidFieldOf(change.field)
  if (of !== null) return overruled.get(saidKey({ customerId: change.customerId, field: of })) ?? []
  return swapped.filter(({ customerId, kind }) => customerId === change.customerId && kind === change.field)
}

async function keepChanges(
  ctx: Context,
  runId: string,
  changes: readonly Change[],
  beside: (change: Change) => unknown[],
): Promise<void> {
  const rows = JSON.stringify(changes.map((change) => ({ ...change, beside: beside(change) })))
  await sql`
    insert into customers.cleaning_changes (customer_id, run_id, field, unit_ids, before, after, beside)
    select c.customer_id, ${runId}::uuid, r.field, c.unit_ids, coalesce(r.before, 'null'), coalesce(r.after, 'null'), r.beside
    from jsonb_to_recordset(${rows}::jsonb) as r("customerId" uuid, field text, before jsonb, after jsonb, beside jsonb)
    join customers.customers c on c.customer_id = r."customerId"`.execute(ctx.db)
  await sql`
    delete from customers.cleaning_findings f using customers.cleaning_runs r
    where r.run_id = ${runId}::uuid and f.rule = r.rule
      and f.customer_id = any(${changes.map(({ customerId }) => customerId)}::uuid[])`.execute(ctx.db)
}
