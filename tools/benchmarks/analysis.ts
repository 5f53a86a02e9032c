import type { House } from '#core/house.ts'
import { dayOf } from '#core/words/dates.ts'
import { counted, type Figure, megabytes, seconds } from './figure.ts'
import { inHouse } from './in-house.ts'
import { analysePart } from './prepare.ts'
import type { PartAnalysis, Prepared } from './prepared.ts'

const LARGEST = 1e9

/**
 * Two nights of everybody with every model: one after which every row of the lists differs, as of the day the orders end,
 * then today's. Every chance and day moves with the date. And the analyses that were made while the shop grew.
 */
export async function measureAnalysis(data: string, prepared: Prepared): Promise<Figure[]> {
  const lastDay = await inHouse(data, dayOfLastOrder)
  await inHouse(data, moveEveryFigure)
  const anew = await analysePart(data, ['--as-of', lastDay])
  const now = await analysePart(data)
  const memory = Math.max(now.peaks.together, anew.peaks.together)
  const growth = [...prepared.analyses, now]
  const first = prepared.analyses[0] ?? now
  const last = prepared.analyses.at(-1) ?? now
  const slope = last.wholeMs / first.wholeMs / (last.customers / first.customers)
  const models = await inHouse(data, durationsOf)
  return [
    {
      what: 'value analysis of everything',
      measured: seconds(now.ms),
      budget: '< 60 s',
      meets: now.ms < 60_000,
      notes: [
        `Worth, fifths, classes and sums of ${counted(now.customers)} customers with ${counted(now.orders)} orders, as the record of the analysis says.`,
      ],
    },
    {
      what: 'value analysis with every model, until lists and charts have it',
      measured: seconds(now.wholeMs),
      budget: '< 60 s',
      meets: now.wholeMs < 60_000,
      notes: [
        '`./rapport analyse` from typing to exit beside a running database, on another day than the one before: the analysis, all models, the copying of scores and predictions to the lists, the facts of Explore.',
        `Each model from reading to its record, two at a time: ${models}.`,
      ],
    },
    {
      what: 'the same where every row of the lists changes',
      measured: seconds(anew.wholeMs),
      budget: '< 60 s',
      meets: anew.wholeMs < 60_000,
      notes: [
        'A night after which the figures of every customer differ from those before: each row is written in all its indexes, and all segments are looked at anew.',
      ],
    },
    {
      what: 'value analysis with every model: peak memory',
      measured: megabytes(memory),
      budget: '< 1 GB',
      meets: memory < LARGEST && now.peaks.node > 0 && now.peaks.database > 0,
      notes: [
        `Node's resident memory and the private memory of all processes of PostgreSQL at one moment, shared buffers apart; looked at every 100 ms. Each at its own worst moment: Node ${megabytes(now.peaks.node)}, PostgreSQL ${megabytes(now.peaks.database)}.`,
      ],
    },
    {
      what: 'value analysis with every model: growth with customers',
      measured: `${slope.toFixed(2)} × of linear`,
      budget: 'linear',
      meets: slope <= 1.2,
      notes: growth.map(lineOf),
    },
  ]
}

/** The analysis before today's can be of this day only: after it nobody has ordered. */
async function dayOfLastOrder(house: House): Promise<string> {
  const { rows } = await house.database.owner.query<{ day: string }>(
    `select to_char(max(ordered_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from orders.orders`,
  )
  const day = rows[0]?.day
  if (!day || day >= dayOf(new Date(), 'Asia/Shanghai')) throw new Error('the shop has orders of today: fill it anew')
  return day
}

/** As a night leaves them after which every figure differs. */
async function moveEveryFigure(house: House): Promise<void> {
  await house.database.owner.query('update customers.customers set profit_micro = profit_micro + 1 where profit_known')
  await house.database.owner.query('vacuum customers.customers')
}

const lineOf = ({ customers, orders, ms, wholeMs, peaks }: PartAnalysis) =>
  `${counted(customers)} customers, ${counted(orders)} orders: ${seconds(wholeMs)} (the analysis ${seconds(ms)}), Node ${megabytes(peaks.node)}, PostgreSQL ${megabytes(peaks.database)}`

/** How long each model's latest fit took, reading and writing included. */
async function durationsOf(house: House): Promise<string> {
  const { rows } = await house.database.owner.query<{ model: string; ms: number }>(
    'select distinct on (model) model, duration_ms as ms from insight.models order by model, fitted_at desc',
  )
  return rows.map(({ model, ms }) => `${model} ${seconds(ms)}`).join(', ')
}
