import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { normaliseEmail } from '#core/words/emails.ts'
import { lockCustomers } from '../../customer/lock-customers.ts'
import { keepFromMerging } from '../../merge/hold-merging.ts'
import type { CleanField } from '../rules/clean-record.ts'
import { groupOf, saidFieldOf } from './said-fields.ts'
import { type SaidRow, unsayCleaned } from './say-cleaned.ts'
import { type Swapped, swapIdentities } from './swap-identities.ts'
import { tellCleaned } from './tell-cleaned.ts'
import { writeValues } from './write-values.ts'

const CHUNK = 1000

interface Row {
  customerId: string
  field: CleanField
  before: string | null
  after: string | null
  beside: unknown[]
  /** What stands in the record now; the record is gone, joined or out of scope when there is none. */
  now: { value: string | null; keys: string[] } | null
}

export interface PutBack {
  /** Customers looked at; fewer than asked for: there are no more. */
  looked: number
  /** Customers whose values stand again as before the run. */
  restored: number
  /** Customers of whom at least one value was changed since, and stays. */
  kept: number
  more: boolean
}

/**
 * Puts back what a run changed in its next thousand customers. A value that somebody changed since stays and is marked
 * as kept; country, region, city and street are one thing and stay or go back together.
 */
export async function putBack(ctx: Context, runId: string): Promise<PutBack> {
  await keepFromMerging(ctx)
  const { rows: next } = await sql<{ id: string }>`
    select distinct customer_id as id from customers.cleaning_changes
    where run_id = ${runId}::uuid and state = 'changed' order by customer_id limit ${CHUNK}`.execute(ctx.db)
  const ids = next.map(({ id }) => id)
  await lockCustomers(ctx, ids)
  const groups = [
    ...Map.groupBy(await readChanges(ctx, runId, ids), (row) => `${row.customerId} ${groupOf(row.field)}`),
  ]
  const back = groups.flatMap(([, rows]) => (rows.every(stands) ? rows : []))
  const stays = groups.flatMap(([, rows]) => (rows.every(stands) ? [] : rows))
  await writeValues(
    ctx,
    back.map(({ customerId, field, before }) => ({ customerId, field, value: before })),
  )
  await swapIdentities(ctx, back.flatMap(swapOf))
  await unsayCleaned(ctx, saidOf(back), runId)
  await mark(ctx, runId, back, 'restored')
  await mark(ctx, runId, stays, 'kept')
  await tellCleaned(ctx, back)
  const keptIds = new Set(stays.map(({ customerId }) => customerId))
  const restored = ids.filter((id) => !keptIds.has(id)).length
  return { looked: ids.length, restored, kept: keptIds.size, more: ids.length === CHUNK }
}

function stands({ field, after, before, beside, now }: Row): boolean {
  if (now === null || now.value !== after) return false
  if (field !== 'email' && field !== 'phone') return true
  // The former address came back by itself in the meantime: the record has both now.
  const fromKey = (beside[0] as Swapped | undefined)?.fromKey
  const stillKey = field === 'email' ? normaliseEmail(after ?? '') : after
  return fromKey === undefined || fromKey === stillKey || before === null || !now.keys.includes(`${field} ${fromKey}`)
}

async function readChanges(ctx: Context, runId: string, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select h.customer_id as "customerId", h.field, h.before #>> '{}' as before, h.after #>> '{}' as after, h.beside,
      case when c.customer_id is not null then jsonb_build_object(
        'value', case when h.field in ('family_name', 'given_name') then c.custom->h.field
          else jsonb_build_object('name', c.name, 'company', c.company, 'email', c.email, 'phone', c.phone,
            'country', c.country, 'region_path', c.region_path, 'city', c.city, 'address', c.address,
            'postcode', c.postcode)->h.field end,
        'keys', case when h.field in ('email', 'phone') then array(
          select i.kind || ' ' || i.value_key from customers.identities i
          where i.customer_id = c.customer_id and i.kind = h.field) end) end as now
    from customers.cleaning_changes h
    left join customers.customers c on c.customer_id = h.customer_id and c.stage not in ('anonymous', 'merged')
    where h.run_id = ${runId}::uuid and h.state = 'changed' and h.customer_id = any(${ids}::uuid[])
    order by h.customer_id, h.field`.execute(ctx.db)
  return rows
}

function swapOf({ customerId, field, before, after, beside }: Row) {
  const [old] = beside as Swapped[]
  if (!old || before === null || after === null || (field !== 'email' && field !== 'phone')) return []
  return [{ customerId, kind: field, from: after, to: before, toKey: old.fromKey, verifiedAt: old.verifiedAt }]
}

function saidOf(rows: readonly Row[]) {
  const said = new Map<string, { customerId: string; field: string; beside: SaidRow[] }>()
  for (const { customerId, field, beside } of rows) {
    const of = saidFieldOf(field)
    if (of !== null) said.set(`${customerId} ${of}`, { customerId, field: of, beside: beside as SaidRow[] })
  }
  return [...said.values()]
}

async function mark(ctx: Context, runId: string, rows: readonly Row[], state: 'restored' | 'kept'): Promise<void> {
  if (rows.length === 0) return
  const marked = JSON.stringify(rows.map(({ customerId, field }) => ({ id: customerId, field })))
  await sql`
    update customers.cleaning_changes h set state = ${state}
    from jsonb_to_recordset(${marked}::jsonb) as r(id uuid, field text)
    where h.run_id = ${runId}::uuid and h.customer_id = r.id and h.field = r.field`.execute(ctx.db)
}
