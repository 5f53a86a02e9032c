import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { cleanControl } from '#core/words/text.ts'
import type { InteractionRow } from './interaction-row.ts'
import type { NumberedInteraction } from './numbered-interactions.ts'

interface Told {
  customer_id: string
  at: Date
  channel: string
  kind: string
  direction: string
  subject: string | null
  body: string | null
  staff_name: string | null
  source: string
  data: { orderNumber?: unknown; score?: unknown } | null
}

/**
 * Rows that the timeline has already, whoever told them: written by staff, by another room, or imported in other columns
 * (our own export names customers in its own way). As many equal rows are known as stand there; what this run wrote
 * itself doesn't count.
 */
export async function toldAlready(
  ctx: Context,
  runId: string,
  rows: readonly NumberedInteraction[],
): Promise<Set<NumberedInteraction>> {
  if (rows.length === 0) return new Set()
  const { rows: found } = await sql<Told>`
    select i.customer_id, date_trunc('milliseconds', i.occurred_at) as at, i.channel, i.kind, i.direction, i.subject,
      i.body, i.staff_name, i.source, i.data
    from (select distinct * from unnest(${rows.map((row) => row.customerId)}::uuid[],
      ${rows.map((row) => row.row.occurredAt)}::timestamptz[]) t (customer_id, at)) r
    join customers.interactions i on i.customer_id = r.customer_id
      and i.occurred_at >= r.at and i.occurred_at < r.at + interval '1 millisecond'
    where i.run_id is distinct from ${runId}::uuid`.execute(ctx.db)
  const standing = Map.groupBy(found, keyOfTold)
  return new Set(
    rows.filter((row) => {
      const same = standing.get(keyOf(row)) ?? []
      const match = same.findIndex((told) => saysTheSame(row.row, told))
      if (match >= 0) same.splice(match, 1)
      return match >= 0
    }),
  )
}

const keyOfTold = (told: Told) =>
  JSON.stringify([
    ...[told.customer_id, told.at.getTime(), told.channel, told.kind, told.direction],
    ...[told.body, told.staff_name].map(plain),
  ])

const keyOf = ({ customerId, row }: NumberedInteraction) =>
  JSON.stringify([
    ...[customerId, row.occurredAt.getTime(), row.channel, row.kind, row.direction],
    ...[row.body, row.staff].map(plain),
  ])

/** Cells lose outer blanks and other line ends on their way through a file. */
const plain = (text: string | null | undefined) => cleanControl(text ?? '').trim()

/** What the file doesn't say can't differ. */
const saysTheSame = (row: InteractionRow, told: Told) =>
  (isSameOrder(row, told) || (!row.orderNumber && isSameSubject(row, told))) &&
  (typeof row.score !== 'number' || told.data?.score === row.score)

const isSameSubject = (row: InteractionRow, told: Told) => plain(row.subject) === plain(told.subject)

/** The order may be named with its source before it, as in our exports; what an order tells of itself has its number for a subject. */
function isSameOrder(row: InteractionRow, told: Told): boolean {
  const number = told.data?.orderNumber
  if (!row.orderNumber || typeof number !== 'string') return false
  const isSame = row.orderNumber === number || row.orderNumber === `${told.source}:${number}`
  return isSame && (told.subject === number || isSameSubject(row, told))
}
