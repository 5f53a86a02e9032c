import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { maskName } from '#core/words/names.ts'
import { servedBy } from '../overview/in-units.ts'
import type { listDueNeedsCall } from './contract.ts'
import { toldColumns } from './told-columns.ts'
import { withinCategory } from './within-category.ts'

type Reply = ReplyOf<typeof listDueNeedsCall>
type Item = Reply['items'][number]

const SHOWN = 'soon,due,overdue'

interface Place {
  dueOn: string
  customerId: string
  category: string
}

/**
 * Customers × categories by the day they are due, by keyset. One range of an index is read for each state (and category
 * of the asked branch), each no further than the page, and the pages are merged.
 */
export async function listDueNeeds(ctx: Context, input: InputOf<typeof listDueNeedsCall>): Promise<Reply> {
  const after = input.cursor === undefined ? null : readCursor(input.cursor)
  const [from, to] = (input.dueOn ?? '..').split('..')
  const states = [...new Set((input.state ?? SHOWN).split(','))]
  const page = sql`
    and ${servedBy(input.units)}
    ${after ? sql`and (due_on, customer_id, category) > (${after.dueOn}::date, ${after.customerId}::uuid, ${after.category})` : sql``}
    ${from ? sql`and due_on >= ${from}::date` : sql``} ${to ? sql`and due_on <= ${to}::date` : sql``}
    order by due_on, customer_id, category limit ${input.limit + 1}`
  const { rows } = await sql<Item>`
    with page as (${ranges(states, input.category, page)} order by due_on, customer_id, category limit ${input.limit + 1})
    select p.*, c.called as name, c.class
    from (select customer_id as "customerId", category, ${toldColumns} from page) p
    join facts.customers c on c.customer_id = p."customerId"
    order by p."dueOn", p."customerId", p.category`.execute(ctx.db)
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => ({ ...row, name: ctx.scope.masked.has('name') ? maskName(row.name) : row.name })),
    next: rows.length > input.limit && last ? writeCursor(last) : null,
  }
}

function ranges(
  states: readonly string[],
  category: string | undefined,
  page: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (category === undefined) {
    const each = states.map((state) => sql`(select * from insight.needs where state = ${state} ${page})`)
    return sql`select * from (${sql.join(each, sql` union all `)}) n`
  }
  return sql`
    select n.* from (select distinct category from insight.need_categories where ${withinCategory(category)}) c
    cross join unnest(${states}::text[]) s (state)
    cross join lateral (select * from insight.needs n where n.category = c.category and n.state = s.state ${page}) n`
}

const writeCursor = ({ dueOn, customerId, category }: Place) => `${dueOn}_${customerId}_${encodeURIComponent(category)}`

function readCursor(cursor: string): Place {
  const match = /^(\d{4}-\d\d-\d\d)_([0-9a-f]{8}-[0-9a-f-]{27})_(.{1,1900})$/.exec(cursor)
  try {
    if (match)
      return {
        dueOn: match[1] as string,
        customerId: match[2] as string,
        category: decodeURIComponent(match[3] as string),
      }
  } catch {
    // A per cent sign that begins no character.
  }
  throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
}
