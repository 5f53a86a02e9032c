import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { ExportColumn, ExportPart } from '#core/files/export-part.ts'
import { readSetting } from '#core/settings.ts'
import { freeText } from '../customer/free-text.ts'
import { presentContact } from './contacts-for-export.ts'
import { type CustomersWanted, isRestricted, nextWanted } from './customers-wanted.ts'
import { referenceSql } from './reference-sql.ts'

/** Columns of a file of interactions, those that an import reads. */
export const interactionExportColumns: readonly ExportColumn[] = [
  { name: 'customer_ref' },
  { name: 'email', mask: 'email' },
  { name: 'phone', mask: 'phone' },
  { name: 'occurred_at' },
  { name: 'channel' },
  { name: 'direction' },
  { name: 'kind' },
  { name: 'subject' },
  { name: 'body' },
  { name: 'staff' },
  { name: 'order_number' },
  { name: 'score', isNumber: true },
]

interface Row {
  customerId: string
  place: string
  interactionId: string
  reference: string | null
  name: string
  email: string | null
  phone: string | null
  occurredAt: Date
  channel: string
  direction: string
  kind: string
  subject: string | null
  body: string | null
  staff: string | null
  source: string
  orderNumber: string | null
  score: string | null
}

const CUSTOMERS = 500
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * The next rows of timelines, customer by customer, masked as the caller sees them; a part may hold fewer than `limit`.
 * @throws as the list does for the same restriction.
 */
export async function interactionsForExport(
  ctx: Context,
  wanted: CustomersWanted,
  after: string[] | null,
  limit: number,
): Promise<ExportPart> {
  const ids = isRestricted(wanted) ? await nextWanted(ctx, wanted, after?.[0] ?? null, CUSTOMERS) : null
  if (ids?.length === 0) return { rows: [], next: null }
  const rows = await readRows(ctx, wanted.source, { ids, after, limit })
  const country = await readSetting(ctx, homeCountry)
  return {
    rows: rows.flatMap((row) => cellsOf(ctx, row, { country, source: wanted.source })),
    next: nextPlace(rows, ids, limit),
  }
}

async function readRows(
  ctx: Context,
  source: string,
  { ids, after, limit }: { ids: string[] | null; after: string[] | null; limit: number },
): Promise<Row[]> {
  const within = ids ? sql`and i.customer_id = any(${ids}::uuid[])` : sql``
  const beyond = after
    ? sql`and (i.customer_id, i.occurred_at, i.interaction_id) > (${after[0]}::uuid, ${after[1]}::timestamptz, ${after[2]}::uuid)`
    : sql``
  // The part is cut before customers are joined: else a join in the order of their ids would begin at the first one
  // for every part.
  const { rows } = await sql<Row>`
    with part as materialized (
      select i.customer_id, i.interaction_id, i.occurred_at, i.channel, i.direction, i.kind, i.subject, i.body, i.staff_name,
        i.source, i.data ->> 'orderNumber' as order_number, i.data ->> 'score' as score
      from customers.interactions i where true ${within} ${beyond}
      order by i.customer_id, i.occurred_at, i.interaction_id limit ${limit}
    )
    select p.customer_id as "customerId", p.interaction_id as "interactionId", p.occurred_at as "occurredAt",
      p.occurred_at::text as place, p.channel, p.direction, p.kind, p.subject, p.body, p.staff_name as staff,
      p.source, p.order_number as "orderNumber", p.score,
      coalesce(c.name, '') as name, c.email, c.phone,
      case when c.customer_id is not null then ${referenceSql(source)} end as reference
    from part p left join customers.customers c on c.customer_id = p.customer_id
    order by p.customer_id, p.occurred_at, p.interaction_id`.execute(ctx.db)
  return rows
}

/** Behind the last row; when these customers have no more, behind the last of them. */
function nextPlace(rows: readonly Row[], ids: readonly string[] | null, limit: number): string[] | null {
  const last = rows.at(-1)
  if (last && rows.length === limit) return [last.customerId, last.place, last.interactionId]
  const lastId = ids?.at(-1)
  return ids && lastId && ids.length >= CUSTOMERS ? [lastId, 'infinity', LAST] : null
}

/** Nothing of a customer whom the caller doesn't see, though it happened in a unit that they do. */
function cellsOf(ctx: Context, row: Row, { country, source }: { country: string; source: string }): string[][] {
  if (row.reference === null) return []
  const contact = presentContact(ctx, { ...row, reference: row.reference }, country)
  return [
    [
      contact.reference,
      contact.email ?? '',
      contact.phone ?? '',
      row.occurredAt.toISOString(),
      row.channel,
      row.direction,
      row.kind,
      freeText(ctx, row.subject, row.name) ?? '',
      freeText(ctx, row.body, row.name) ?? '',
      row.staff ?? '',
      numberOf(row, source),
      row.score ?? '',
    ],
  ]
}

/** As the file of orders names it: bare in the file's own source, else behind the name of its own. */
function numberOf(row: Row, source: string): string {
  if (row.orderNumber === null) return ''
  return row.source === source ? row.orderNumber : `${row.source}:${row.orderNumber}`
}
