import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray, timeArray } from '#core/database/column-arrays.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { interactionsRecorded } from '../events.ts'
import { keepContacts } from '../metrics/keep-contacts.ts'

export interface NewInteraction {
  customerId: string
  /** The joined record it is told of; see merge/. */
  originId?: string | null
  occurredAt: Date
  channel: string
  kind: string
  direction: 'inbound' | 'outbound' | 'internal'
  /** Where it happened; without one, the customer's first unit. */
  unitId?: number | null
  subject?: string | null
  body?: string | null
  staffId?: string | null
  staffName?: string | null
  /** Small and public to everybody who sees the customer: ids and figures, no personal data. */
  data?: Record<string, unknown> | null
  /** The room or shop that tells it. */
  source: string
  runId?: string | null
  /** A fixed id makes telling twice harmless. */
  interactionId?: string
}

export interface Recorded {
  customerId: string
  interactionId: string
  occurredAt: Date
}

/** Desks hear of single customers up to here; beyond, one note says that lists changed. */
const FEW = 20

/**
 * Adds rows to timelines, any number at once. Rows of customers that are anonymous, gone or out of scope are left
 * out, and so are rows that stand already (same customer, time and id). Returns those that were added.
 * `contactLater`: the caller announces what makes the record's copies be kept, so its last contact is left to that.
 */
export async function recordInteractions(
  ctx: Context,
  rows: readonly NewInteraction[],
  options: { contactLater?: boolean } = {},
): Promise<Recorded[]> {
  if (rows.length === 0) return []
  await ensureMonths(ctx, rows)
  const given = rows.map((row) => ({ ...row, interactionId: row.interactionId ?? uuid7() }))
  const added = await insert(ctx, given)
  const standing = new Map(given.map((row) => [row.interactionId, row]))
  const recorded = added.flatMap((id) => standing.get(id) ?? [])
  if (recorded.length > 0) await tell(ctx, recorded, options.contactLater === true)
  return recorded.map(({ customerId, interactionId, occurredAt }) => ({ customerId, interactionId, occurredAt }))
}

type Given = NewInteraction & { interactionId: string }

/** Returns the ids of the rows that are new. */
async function insert(ctx: Context, rows: readonly Given[]): Promise<string[]> {
  const texts = (pick: (row: Given) => string | null | undefined) => textArray(rows.map((row) => pick(row) ?? null))
  const plain = (pick: (row: Given) => string | number | null | undefined) =>
    plainArray(rows.map((row) => pick(row) ?? null))
  const { rows: added } = await sql<{ interaction_id: string }>`
    insert into customers.interactions (customer_id, occurred_at, interaction_id, unit_id, channel, kind, direction,
      subject, body, staff_id, staff_name, data, source, run_id, origin_id)
    select c.customer_id, r.at, r.id, ${unitOf(ctx)}, r.channel, r.kind, r.direction, r.subject, r.body, r.staff_id,
      r.staff_name, r.data::jsonb, r.source, r.run_id, r.origin_id
    from unnest(${plain((row) => row.customerId)}::uuid[], ${timeArray(rows.map((row) => row.occurredAt))}::timestamptz[],
      ${plain((row) => row.interactionId)}::uuid[], ${plain((row) => row.unitId)}::int[],
      ${texts((row) => row.channel)}::text[], ${texts((row) => row.kind)}::text[], ${plain((row) => row.direction)}::text[],
      ${texts((row) => row.subject)}::text[], ${texts((row) => row.body)}::text[], ${plain((row) => row.staffId)}::uuid[],
      ${texts((row) => row.staffName)}::text[], ${texts((row) => (row.data ? JSON.stringify(row.data) : null))}::text[],
      ${texts((row) => row.source)}::text[], ${plain((row) => row.runId)}::uuid[],
      ${plain((row) => row.originId)}::uuid[])
      as r(customer_id, at, id, unit_id, channel, kind, direction, subject, body, staff_id, staff_name, data, source, run_id,
        origin_id)
    join customers.customers c on c.customer_id = r.customer_id and c.stage not in ('anonymous', 'merged')
    on conflict do nothing
    returning interaction_id`.execute(ctx.db)
  return added.map((row) => row.interaction_id)
}

// A row told inside a unit has to stay visible there, so the default is the first unit both have.
const unitOf = (ctx: Context) =>
  ctx.scope.units === 'all'
    ? sql`coalesce(r.unit_id, c.unit_ids[1])`
    : sql`coalesce(r.unit_id, (select u from unnest(c.unit_ids) with ordinality t (u, nth)
        where u = any(${ctx.scope.units as number[]}::int[]) order by nth limit 1))`

/** Makes the months' partitions that are missing; first in the transaction, because it locks the parent table. */
async function ensureMonths(ctx: Context, rows: readonly NewInteraction[]): Promise<void> {
  const months = new Set(rows.map(({ occurredAt }) => `${occurredAt.toISOString().slice(0, 7)}-01T00:00:00Z`))
  await sql`select customers.ensure_interaction_months(month, month)
    from unnest(${[...months].sort()}::timestamptz[]) month`.execute(ctx.db)
}

async function tell(ctx: Context, recorded: readonly Given[], contactLater: boolean): Promise<void> {
  const kinds = [...new Set(recorded.map((row) => row.kind))]
  const customerIds = [...new Set(recorded.map((row) => row.customerId))]
  if (!contactLater) await keepContacts(ctx, newestContacts(recorded))
  announce(
    ctx,
    interactionsRecorded,
    { customerIds, kinds },
    customerIds.length === 1 ? (customerIds[0] ?? null) : null,
  )
  const permission = 'customers.read'
  if (customerIds.length > FEW) return tellDesks(ctx, { topic: 'customers', units: null, permission })
  const { rows } = await sql<{ customer_id: string; unit_ids: number[] }>`
    select customer_id, unit_ids from customers.customers where customer_id = any(${customerIds}::uuid[])`.execute(
    ctx.db,
  )
  for (const row of rows) tellDesks(ctx, { topic: 'customer', units: row.unit_ids, permission, id: row.customer_id })
}

/** What the house notes about a customer itself is no contact with them. */
function newestContacts(rows: readonly Given[]): Map<string, Date> {
  const newest = new Map<string, Date>()
  for (const { customerId, occurredAt, channel } of rows) {
    if (channel !== 'system' && occurredAt > (newest.get(customerId) ?? 0)) newest.set(customerId, occurredAt)
  }
  return newest
}
