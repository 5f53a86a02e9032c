import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { addDays } from '#core/words/dates.ts'
import { latestModel } from '../model/latest-model.ts'
import type { DemandQuality } from './compute/demand-quality.ts'
import type { listDemandCall } from './contract.ts'
import { type JudgementRow, judgementColumns, judgementOf } from './judgement-row.ts'
import { needsOrder } from './needs-order.ts'
import { seesDemand } from './sees-demand.ts'
import { sumsWithin } from './sums-within.ts'

type Reply = ReplyOf<typeof listDemandCall>
type Category = Reply['items'][number]

interface Row extends JudgementRow {
  key: string
  asOf: string
  firstWeek: string
  history: number[]
  lines: number
  sumMean: number[]
  sumDeviation: number[]
  hasChildren: boolean
}

const TREND = 26
const YEAR = 52
const MOST_SUPPLIERS = 500

const NOTHING: Reply = {
  hidden: true,
  asOf: null,
  from: null,
  whole: null,
  items: [],
  stock: { toDo: 0, out: 0, short: 0, order: 0, enough: 0, unknown: 0 },
  suppliers: [],
  quality: null,
}

/** The shop or a category and what stands right below it, most expected first; with the stock of the products inside counted. */
export async function listDemand(ctx: Context, { parent = '' }: InputOf<typeof listDemandCall>): Promise<Reply> {
  if (!seesDemand(ctx)) return NOTHING
  const rows = await readRows(ctx, parent)
  const whole = rows.find((row) => row.key === parent) ?? null
  const items = rows.filter((row) => row !== whole).map(categoryOf)
  return {
    hidden: false,
    asOf: whole?.asOf ?? null,
    from: whole ? addDays(whole.firstWeek, 7 * whole.history.length) : null,
    whole: whole && categoryOf(whole),
    items: items.sort((a, b) => b.next4.mean - a.next4.mean || (a.path < b.path ? -1 : 1)),
    stock: await countStock(ctx, parent),
    suppliers: await listSuppliers(ctx),
    quality: whole ? await findQuality(ctx) : null,
  }
}

async function readRows(ctx: Context, parent: string): Promise<Row[]> {
  const depth = parent === '' ? 1 : parent.split('/').length + 1
  const below = parent === '' ? sql`true` : sql`starts_with(s.key, ${`${parent}/`})`
  const { rows } = await sql<Row>`
    select s.key, s.as_of as "asOf", s.first_week as "firstWeek", s.history, s.lines, s.sum_mean as "sumMean",
      s.sum_deviation as "sumDeviation", ${judgementColumns}, (
        select count(*) > 0 from insight.demand_series c
        where c.kind = 'category' and c.key > s.key || '/' and c.key < s.key || '0') as "hasChildren"
    from insight.demand_series s
    where (s.kind = 'category' and ${below} and cardinality(string_to_array(s.key, '/')) = ${depth})
      or (s.kind = ${parent === '' ? 'shop' : 'category'} and s.key = ${parent})`.execute(ctx.db)
  return rows
}

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)

function categoryOf(row: Row): Category {
  const { key, history, sumMean, sumDeviation } = row
  const year = (weeks: number) =>
    history.length >= YEAR ? sum(history.slice(history.length - YEAR, history.length - YEAR + weeks)) : null
  return {
    ...judgementOf(row),
    path: key,
    label: key.slice(key.lastIndexOf('/') + 1),
    hasChildren: row.hasChildren,
    lines: row.lines,
    weeks: history.length,
    trend: history.slice(-TREND),
    ahead: sumMean.map((whole, week) => whole - (sumMean[week - 1] ?? 0)),
    last4: sum(history.slice(-4)),
    last12: sum(history.slice(-12)),
    year4: year(4),
    year12: year(12),
    next4: sumsWithin(4, sumMean, sumDeviation),
    next12: sumsWithin(12, sumMean, sumDeviation),
  }
}

async function countStock(ctx: Context, parent: string): Promise<Reply['stock']> {
  const inside = parent === '' ? sql`true` : sql`(category = ${parent} or starts_with(category, ${`${parent}/`}))`
  const { rows } = await sql<{ state: keyof Reply['stock']; count: number; toDo: number }>`
    select coalesce(s.stock_state, 'unknown') as state, count(*)::int as count,
      (count(*) filter (where ${needsOrder}))::int as "toDo"
    from insight.demand_series s where s.kind = 'product' and ${inside} group by 1`.execute(ctx.db)
  const of = (state: keyof Reply['stock']) => rows.find((row) => row.state === state)?.count ?? 0
  const toDo = rows.reduce((total, row) => total + row.toDo, 0)
  return { toDo, out: of('out'), short: of('short'), order: of('order'), enough: of('enough'), unknown: of('unknown') }
}

async function listSuppliers(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ supplier: string }>`
    select supplier from insight.demand_series where supplier is not null group by 1 order by 1 limit ${MOST_SUPPLIERS}`.execute(
    ctx.db,
  )
  return rows.map((row) => row.supplier)
}

async function findQuality(ctx: Context): Promise<Reply['quality']> {
  const fitted = await latestModel(ctx, 'demand')
  if (!fitted) return null
  const {
    classes = [],
    mase = null,
    naive = null,
    rmsse = null,
    naiveRmsse = null,
    coverage = null,
    sumCoverage = null,
    categories = { series: 0, coverage: null, sumCoverage: null },
  } = fitted.quality as Partial<DemandQuality>
  return {
    state: fitted.state,
    hasSeasons: fitted.parameters['hasSeasons'] === true,
    products: fitted.rows,
    ...{ mase, naive, rmsse, naiveRmsse, coverage, sumCoverage, categories },
    // Records of before sums were looked at hold none of theirs.
    classes: classes.map((one) => ({ ...one, sumCoverage: one.sumCoverage ?? null })),
  }
}
