import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ImportBatch } from '#core/files/import-batch.ts'
import { interactionIdOf } from '../interaction/interaction-id.ts'
import type { InteractionRow } from './interaction-row.ts'
import type { Written } from './write-people.ts'

export interface NumberedInteraction {
  row: InteractionRow
  customerId: string
  originId: string | null
  interactionId: string
}

/**
 * Gives each row its fixed id. Equal rows are counted through the whole run: those that earlier batches of this run
 * wrote count too.
 */
export async function numberedInteractions(
  ctx: Context,
  batch: ImportBatch<InteractionRow>,
  written: readonly Written[],
): Promise<NumberedInteraction[]> {
  const rows = batch.rows.flatMap(({ value }, index) => {
    const { customerId, originId } = written[index] ?? { customerId: null, originId: null }
    return customerId ? [{ row: value, customerId, originId, content: contentOf(value) }] : []
  })
  const counts = new Map<string, number>()
  let open = [...new Map(rows.map((row) => [row.content, row])).values()]
  while (open.length > 0) {
    const taken = await takenInRun(
      ctx,
      batch,
      open.map((row) => ({ ...row, nth: counts.get(row.content) ?? 0 })),
    )
    open = open.filter(({ content }) => taken.has(content))
    for (const { content } of open) counts.set(content, (counts.get(content) ?? 0) + 1)
  }
  return rows.map(({ row, customerId, originId, content }) => {
    const nth = counts.get(content) ?? 0
    counts.set(content, nth + 1)
    return { row, customerId, originId, interactionId: interactionIdOf(batch.source, content, nth) }
  })
}

/** Contents whose n-th id was written by an earlier batch of this run. */
async function takenInRun(
  ctx: Context,
  batch: { source: string; runId: string },
  rows: readonly { row: InteractionRow; customerId: string; content: string; nth: number }[],
): Promise<Set<string>> {
  const asked = new Map(rows.map((row) => [interactionIdOf(batch.source, row.content, row.nth), row.content]))
  const { rows: found } = await sql<{ interaction_id: string }>`
    select i.interaction_id from unnest(${rows.map((row) => row.customerId)}::uuid[],
      ${rows.map((row) => row.row.occurredAt)}::timestamptz[], ${[...asked.keys()]}::uuid[]) r (customer_id, at, id)
    join customers.interactions i
      on i.customer_id = r.customer_id and i.occurred_at = r.at and i.interaction_id = r.id
    where i.run_id = ${batch.runId}::uuid`.execute(ctx.db)
  return new Set(found.flatMap((row) => asked.get(row.interaction_id) ?? []))
}

function contentOf(row: InteractionRow): string {
  const { customerRef, email, phone, channel, direction, kind, subject, body, staff, orderNumber, score } = row
  const who = customerRef || email || phone
  return JSON.stringify([
    who,
    row.occurredAt,
    channel,
    direction,
    kind,
    subject,
    body,
    staff,
    orderNumber,
    score ?? null,
  ])
}
