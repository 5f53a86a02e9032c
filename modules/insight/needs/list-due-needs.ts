import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { maskName } from '#core/words/names.ts'
import { servedBy } from '../overview/in-units.ts'
import type { listDueNeedsCall } from './contract.ts'
import { toldColumns } from './told-columns.ts'
import { withinCategory } from './within-category.ts'

type Reply = ReplyOf<typeof listDueNeedsCall>
type Item = Reply['items'][number]

const SHOWN = 'soon,due,overdue'

const MOST_COUNTED = 10_000

type Sort = InputOf<typeof listDueNeedsCall>['sort']

/** Where a page ended: the first is the due day, or expected revenue in micro units. */
interface Place {
  by: string
  customerId: string
  category: string
}

interface Row extends Omit<Item, 'revenue'> {
  micro: bigint
}

/**
 * Customers × categories by what is expected of them or by the day they are due, by keyset. One range of an index is read for each
 * state (and category of the asked branch), each no further than the page, and the pages are merged.
 */
export async function listDueNeeds(ctx: Context, input: InputOf<typeof listDueNeedsCall>): Promise<Reply> {
  const after = input.cursor === undefined ? null : readCursor(input.cursor, input.sort)
  const [from, to] = (input.dueOn ?? '..').split('..')
  const states = [...new Set((input.state ?? SHOWN).split(','))]
  const asked = sql`and ${servedBy(input.units)}
    ${from ? sql`and due_on >= ${from}::date` : sql``} ${to ? sql`and due_on <= ${to}::date` : sql``}`
  const order =
    input.sort === 'due' ? sql`due_on, customer_id, category` : sql`revenue_micro_30d desc, customer_id, category`
  const end = sql`order by ${order} limit ${input.limit + 1}`
  const page = sql`${asked} ${after ? beyond(after, input.sort) : sql``} ${end}`
  const { rows } = await sql<Row>`
    with page as (${ranges(states, input.category, page)} ${end})
    select p.*, c.called as name, c.class
    from (select customer_id as "customerId", category, revenue_micro_30d as micro, ${toldColumns} from page) p
    join facts.customers c on c.customer_id = p."customerId"
    order by ${input.sort === 'due' ? sql`p."dueOn"` : sql`p.micro desc`}, p."customerId", p.category`.execute(ctx.db)
  const { rows: money } = await sql<{ currency: string }>`select currency from facts.company_currency`.execute(ctx.db)
  const currency = money[0]?.currency ?? 'CNY'
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  return {
    items: items.map(({ micro, ...row }) => ({
      ...row,
      revenue: formatDecimal(micro, currency),
      name: ctx.scope.masked.has('name') ? maskName(row.name) : row.name,
    })),
    next: rows.length > input.limit && last ? writeCursor(last, input.sort) : null,
    currency,
    total: await count(ctx, ranges(states, input.category, asked)),
  }
}

async function count(ctx: Context, asked: RawBuilder<unknown>): Promise<number | null> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (select from (${asked}) a limit ${MOST_COUNTED + 1}) n`.execute(ctx.db)
  const total = rows[0]?.total ?? 0
  return total > MOST_COUNTED ? null : total
}

function beyond({ by, customerId, category }: Place, sort: Sort): RawBuilder<unknown> {
  if (sort === 'due') return sql`and (due_on, customer_id, category) > (${by}::date, ${customerId}::uuid, ${category})`
  return sql`and revenue_micro_30d <= ${by}::bigint
    and (revenue_micro_30d < ${by}::bigint or (customer_id, category) > (${customerId}::uuid, ${category}))`
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

const writeCursor = ({ dueOn, micro, customerId, category }: Row, sort: Sort) =>
  `${sort === 'due' ? dueOn : micro}_${customerId}_${encodeURIComponent(category)}`

function readCursor(cursor: string, sort: Sort): Place {
  const match = /^(\d{4}-\d\d-\d\d|-?\d{1,18})_([0-9a-f]{8}-[0-9a-f-]{27})_(.{1,1900})$/.exec(cursor)
  try {
    if (match && (match[1] as string).slice(1).includes('-') === (sort === 'due'))
      return {
        by: match[1] as string,
        customerId: match[2] as string,
        category: decodeURIComponent(match[3] as string),
      }
  } catch {
    // A per cent sign that begins no character.
  }
  throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
}
