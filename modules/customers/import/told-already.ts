import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { cleanControl } from '#core/words/text.ts'
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
      i.body, i.staff_name, i.data
    from (select distinct * from unnest(${rows.map((row) => row.customerId)}::uuid[],
      ${rows.map((row) => row.row.occurredAt)}::timestamptz[]) t (customer_id, at)) r
    join customers.interactions i on i.customer_id = r.customer_id
      and i.occurred_at >= r.at and i.occurred_at < r.at + interval '1 millisecond'
    where i.run_id is distinct from ${runId}::uuid`.execute(ctx.db)
  const standing = Map.groupBy(found, keyOfTold)
  return new Set(
    rows.filter((row) => {
      const same = standing.get(keyOf(row)) ?? []
      const match = same.findIndex(({ data }) => isSameData(row, data))
      if (match >= 0) same.splice(match, 1)
      return match >= 0
    }),
  )
}

const keyOfTold = (told: Told) =>
  JSON.stringify([
    ...[told.customer_id, told.at.getTime(), told.channel, told.kind, told.direction],
    ...[told.subject, told.body, told.staff_name].map(plain),
  ])

const keyOf = ({ customerId, row }: NumberedInteraction) =>
  JSON.stringify([
    ...[customerId, row.occurredAt.getTime(), row.channel, row.kind, row.direction],
    ...[row.subject, row.body, row.staff].map(plain),
  ])

/** Cells lose outer blanks and other line ends on their way through a file. */
const plain = (text: string | null | undefined) => cleanControl(text ?? '').trim()

/** What the file doesn't say can't differ. */
const isSameData = ({ row }: NumberedInteraction, data: Told['data']) =>
  (!row.orderNumber || data?.orderNumber === row.orderNumber) &&
  (typeof row.score !== 'number' || data?.score === row.score)
