import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { runPrepared } from '#core/database/prepared.ts'
import { invalid } from '#core/errors.ts'
import { freeText } from '../customer/free-text.ts'
import { readableCustomer } from '../customer/readable-customer.ts'
import type { InteractionReply } from './contract.ts'

export interface TimelineInput {
  customerId: string
  channel?: string[] | undefined
  kind?: string[] | undefined
  direction?: string[] | undefined
  from?: string | undefined
  to?: string | undefined
  cursor?: string | undefined
  limit: number
}

interface Row {
  interaction_id: string
  occurred_at: Date
  recorded_at: Date
  unit_id: number
  channel: string
  kind: string
  direction: 'inbound' | 'outbound' | 'internal'
  subject: string | null
  body: string | null
  staff_id: string | null
  staff_name: string | null
  data: Record<string, unknown> | null
  source: string
}

/** Most pages lie within so many days; asking for them alone keeps the database from looking into every month there is. */
const USUAL_DAYS = 400
const DAY_MS = 86_400_000

/**
 * A customer's timeline, newest first, page by page; rows of units the caller doesn't see are left out.
 * @throws 404 `customer_not_found`; 400 `cursor_invalid`.
 */
export async function listInteractions(
  ctx: Context,
  input: TimelineInput,
): Promise<{ items: InteractionReply[]; next: string | null }> {
  const customer = await readableCustomer(ctx, input.customerId)
  const after = input.cursor === undefined ? null : readCursor(input.cursor)
  const newest = after?.at ?? customer.lastInteractionAt ?? ctx.now
  const since = new Date(newest.getTime() - USUAL_DAYS * DAY_MS)
  const recent = await read(ctx, input, after, sql`and occurred_at >= ${since}`)
  const missing = input.limit + 1 - recent.length
  const older =
    missing > 0 ? await read(ctx, { ...input, limit: missing - 1 }, after, sql`and occurred_at < ${since}`) : []
  const rows = [...recent, ...older]
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => present(ctx, row, customer.name)),
    next: rows.length > input.limit && last ? cursorOf(last) : null,
  }
}

interface Cursor {
  at: Date
  id: string
}

async function read(
  ctx: Context,
  input: TimelineInput,
  after: Cursor | null,
  window: RawBuilder<unknown>,
): Promise<Row[]> {
  const oneOf = (column: string, values: string[] | undefined) =>
    values?.length ? sql`and ${sql.ref(column)} = any(${values}::text[])` : sql``
  const query = sql<Row>`
    select interaction_id, occurred_at, recorded_at, unit_id, channel, kind, direction, subject, body, staff_id,
      staff_name, data, source
    from customers.interactions
    where customer_id = ${input.customerId}::uuid ${window}
      ${oneOf('channel', input.channel)} ${oneOf('kind', input.kind)} ${oneOf('direction', input.direction)}
      ${input.from ? sql`and occurred_at >= ${input.from}::timestamptz` : sql``}
      ${input.to ? sql`and occurred_at < ${input.to}::timestamptz` : sql``}
      ${after ? sql`and occurred_at <= ${after.at} and (occurred_at, interaction_id) < (${after.at}, ${after.id}::uuid)` : sql``}
    order by occurred_at desc, interaction_id desc limit ${input.limit + 1}`
  return (await runPrepared(ctx, query)).rows
}

function present(ctx: Context, row: Row, name: string): InteractionReply {
  return {
    interactionId: row.interaction_id,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    unitId: row.unit_id,
    channel: row.channel,
    kind: row.kind,
    direction: row.direction,
    subject: freeText(ctx, row.subject, name),
    body: freeText(ctx, row.body, name),
    staffId: row.staff_id,
    staffName: row.staff_name,
    data: row.data,
    source: row.source,
  }
}

const cursorOf = (row: Row) =>
  Buffer.from(`${row.occurred_at.toISOString()} ${row.interaction_id}`).toString('base64url')

function readCursor(text: string): Cursor {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw invalid('cursor_invalid', 'This is no place in the list.', { field: 'cursor' })
  }
  return { at: moment, id }
}
