import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { maskName } from '#core/words/names.ts'
import type { listClassChangesCall } from './contract.ts'

type Item = ReplyOf<typeof listClassChangesCall>['items'][number]

/** Moves between classes, newest first, by keyset. First classifications are no moves. */
export async function listClassChanges(
  ctx: Context,
  input: InputOf<typeof listClassChangesCall>,
): Promise<ReplyOf<typeof listClassChangesCall>> {
  const after = input.cursor ? readCursor(input.cursor) : null
  const { rows } = await sql<Omit<Item, 'at'> & { at: Date }>`
    select h.customer_id as "customerId", c.called as name, h.previous_class as "from", h.class as "to", h.changed_at as at, h.as_of as "asOf"
    from insight.score_history h join facts.customers c using (customer_id)
    where h.previous_class is not null
      ${input.class ? sql`and h.class = ${input.class}` : sql``}
      ${after ? sql`and (h.changed_at, h.customer_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by h.changed_at desc, h.customer_id desc limit ${input.limit + 1}`.execute(ctx.db)
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => ({
      ...row,
      name: ctx.scope.masked.has('name') ? maskName(row.name) : row.name,
      at: row.at.toISOString(),
    })),
    next: rows.length > input.limit && last ? `${last.at.toISOString()}_${last.customerId}` : null,
  }
}

function readCursor(cursor: string): { at: string; id: string } {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/.exec(cursor)
  if (!match) throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
  return { at: match[1] ?? '', id: match[2] ?? '' }
}
