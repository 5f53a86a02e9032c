import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { interactionsRecorded } from '../events.ts'

export interface NewInteraction {
  customerId: string
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
  const given = rows.map((row) => ({ interactionId: uuid7(), ...row, ...(row.data && { data: row.data }) }))
  const { rows: added } = await sql<{ customer_id: string; interaction_id: string; occurred_at: Date }>`
    insert into customers.interactions (customer_id, occurred_at, interaction_id, unit_id, channel, kind, direction,
      subject, body, staff_id, staff_name, data, source, run_id)
    select c.customer_id, r."occurredAt", r."interactionId", ${unitOf(ctx)}, r.channel, r.kind, r.direction, r.subject,
      r.body, r."staffId", r."staffName", r.data, r.source, r."runId"
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as r("customerId" uuid, "occurredAt" timestamptz,
      "interactionId" uuid, "unitId" int, channel text, kind text, direction text, subject text, body text,
      "staffId" uuid, "staffName" text, data jsonb, source text, "runId" uuid)
    join customers.customers c on c.customer_id = r."customerId" and c.stage <> 'anonymous'
    on conflict do nothing
    returning customer_id, interaction_id, occurred_at`.execute(ctx.db)
  const recorded = added.map((row) => ({
    customerId: row.customer_id,
    interactionId: row.interaction_id,
    occurredAt: row.occurred_at,
  }))
  if (recorded.length > 0) await tell(ctx, recorded, rows, options.contactLater === true)
  return recorded
}

// A row told inside a unit has to stay visible there, so the default is the first unit both have.
const unitOf = (ctx: Context) =>
  ctx.scope.units === 'all'
    ? sql`coalesce(r."unitId", c.unit_ids[1])`
    : sql`coalesce(r."unitId", (select u from unnest(c.unit_ids) with ordinality t (u, nth)
        where u = any(${ctx.scope.units as number[]}::int[]) order by nth limit 1))`

/** Makes the months' partitions that are missing; first in the transaction, because it locks the parent table. */
async function ensureMonths(ctx: Context, rows: readonly NewInteraction[]): Promise<void> {
  const months = new Set(rows.map(({ occurredAt }) => `${occurredAt.toISOString().slice(0, 7)}-01T00:00:00Z`))
  await sql`select customers.ensure_interaction_months(month, month)
    from unnest(${[...months].sort()}::timestamptz[]) month`.execute(ctx.db)
}

async function tell(
  ctx: Context,
  recorded: readonly Recorded[],
  told: readonly NewInteraction[],
  contactLater: boolean,
): Promise<void> {
  const kinds = [...new Set(told.map((row) => row.kind))]
  // What the house notes about a customer is no contact with them.
  const isContact = !contactLater && told.some((row) => row.channel !== 'system')
  const customerIds = [...new Set(recorded.map((row) => row.customerId))]
  const { rows } = await sql<{ customer_id: string; unit_ids: number[] }>`
    with newest as (
      select id, max(at) as at from unnest(${recorded.map((row) => row.customerId)}::uuid[],
        ${recorded.map((row) => row.occurredAt)}::timestamptz[]) t (id, at) group by id
    ), moved as (
      update customers.customers c set last_interaction_at = n.at from newest n
      where ${isContact} and c.customer_id = n.id and (c.last_interaction_at is null or c.last_interaction_at < n.at)
    )
    select customer_id, unit_ids from customers.customers where customer_id = any(${customerIds.slice(0, FEW)}::uuid[])`.execute(
    ctx.db,
  )
  announce(
    ctx,
    interactionsRecorded,
    { customerIds, kinds },
    customerIds.length === 1 ? (customerIds[0] ?? null) : null,
  )
  const permission = 'customers.read'
  if (customerIds.length > FEW) tellDesks(ctx, { topic: 'customers', units: null, permission })
  else
    for (const row of rows) tellDesks(ctx, { topic: 'customer', units: row.unit_ids, permission, id: row.customer_id })
}
