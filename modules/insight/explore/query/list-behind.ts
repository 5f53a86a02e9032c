import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal, parseDecimal } from '#core/words/money.ts'
import { maskName } from '#core/words/names.ts'
import { type MeasureKey, measureOf } from '../catalogue-rules.ts'
import type { listBehindCall } from '../contract.ts'
import { customerSums } from './customer-sums.ts'
import { figureText, partTexts } from './figure-text.ts'
import { guarded } from './guarded.ts'
import { type Plan, planOf } from './plan.ts'

type Input = InputOf<typeof listBehindCall>
type Reply = ReplyOf<typeof listBehindCall>

interface Row {
  customer_id: string
  name: string
  class: string | null
  top: bigint
  bottom: bigint
  revenue: bigint
  orders: bigint
  rank: string
}

/**
 * The customers behind a figure, each with their part of it, greatest first, by keyset. What they have together, what is
 * of customers out of the caller's sight and what is anonymous makes up the figure.
 */
export async function listBehind(ctx: Context, input: Input): Promise<Reply> {
  const plan = await planOf(ctx, input.query, input.query.kind)
  const { measure } = input.query
  const { currency } = plan
  const rows = await guarded(ctx, undefined, () => readPage(ctx, plan, input))
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  const hidesNames = ctx.scope.masked.has('name')
  return {
    currency,
    measure,
    items: items.map((row) => ({
      customerId: row.customer_id,
      name: hidesNames ? maskName(row.name) : row.name,
      class: row.class,
      value: figureText(measure, row.top, row.bottom, currency),
      of: partTexts(measure, row.top, row.bottom, currency),
      revenue: formatDecimal(row.revenue, currency),
      orders: Number(row.orders),
    })),
    next: rows.length > input.limit && last ? `${last.rank}_${last.customer_id}` : null,
    whole: input.cursor ? null : await guarded(ctx, undefined, () => readWhole(ctx, plan, input)),
  }
}

/** Who is counted is told by what they brought; everybody else by their part. */
const rankOf = (measure: MeasureKey): RawBuilder<unknown> => {
  if (measure === 'customers' || measure === 'newCustomers') return sql`p.revenue::numeric`
  return measureOf(measure).isRatio
    ? sql`coalesce(round(p.top::numeric / nullif(p.bottom, 0), 9), 0)`
    : sql`p.top::numeric`
}

async function readPage(ctx: Context, plan: Plan, input: Input): Promise<Row[]> {
  const after = input.cursor ? readCursor(input.cursor) : null
  const { rows } = await sql<Row>`
    with page as materialized (
      select q.*, c.class from (
        select p.*, ${rankOf(plan.query.measure)} as rank from (${customerSums(plan, { named: true })}) p
      ) q
      join facts.customers c on c.customer_id = q.customer_id
      where ${atLeast(plan, input)} ${after ? sql`and (q.rank, q.customer_id) < (${after.rank}::numeric, ${after.id}::uuid)` : sql``}
      order by q.rank desc, q.customer_id desc limit ${input.limit + 1}
    )
    select p.customer_id, c.called as name, p.class, p.top::bigint as top, p.bottom::bigint as bottom,
      p.revenue::bigint as revenue, p.orders::bigint as orders, p.rank::text as rank
    from page p join facts.customers c on c.customer_id = p.customer_id
    order by p.rank desc, p.customer_id desc`.execute(ctx.db)
  return rows
}

interface Sum {
  whose: 'listed' | 'elsewhere' | 'anonymous'
  customers: number
  orders: bigint
  top: bigint
  bottom: bigint
}

async function readWhole(ctx: Context, plan: Plan, input: Input): Promise<Reply['whole']> {
  const { rows } = await sql<Sum>`
    select case when q.is_anonymous then 'anonymous' when c.customer_id is null then 'elsewhere' else 'listed' end as whose,
      count(*)::int as customers, sum(q.orders)::bigint as orders, sum(q.top)::bigint as top, sum(q.bottom)::bigint as bottom
    from (${customerSums(plan, { named: false })}) q
    left join facts.customers c on c.customer_id = q.customer_id
    where ${atLeast(plan, input)} group by 1`.execute(ctx.db)
  const of = (whose: Sum['whose']) => rows.find((row) => row.whose === whose)
  const { measure } = plan.query
  const texts = (sum: Sum | undefined) => {
    const [top, bottom] = [sum?.top ?? 0n, sum?.bottom ?? 0n]
    return partTexts(measure, top, bottom, plan.currency) ?? [figureText(measure, top, bottom, plan.currency) ?? '0']
  }
  const listed = of('listed')
  return {
    value: figureText(measure, listed?.top ?? 0n, listed?.bottom ?? 0n, plan.currency),
    customers: listed?.customers ?? 0,
    listed: texts(listed),
    elsewhere: { customers: of('elsewhere')?.customers ?? 0, of: texts(of('elsewhere')) },
    anonymous: { orders: Number(of('anonymous')?.orders ?? 0n), of: texts(of('anonymous')) },
  }
}

/** Quantities are thousandths, counts plain, money millionths. */
function atLeast(plan: Plan, input: Input): RawBuilder<unknown> {
  if (input.atLeast === undefined) return sql`true`
  const micro = parseDecimal(input.atLeast) ?? 0n
  const { unit } = measureOf(plan.query.measure)
  const least = unit === 'money' ? micro : unit === 'quantity' ? micro / 1000n : micro / 1_000_000n
  return sql`q.top >= ${least}::bigint`
}

function readCursor(cursor: string): { rank: string; id: string } {
  const match = /^(-?\d{1,30}(?:\.\d{1,12})?)_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(
    cursor,
  )
  if (!match) throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
  return { rank: match[1] ?? '', id: match[2] ?? '' }
}
