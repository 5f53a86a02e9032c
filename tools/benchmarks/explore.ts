import { COHORT_ROWS, DIMENSIONS, type DimensionKey } from '#modules/insight/explore/catalogue-rules.ts'
import { refreshChanged } from '#modules/insight/explore/facts/refresh-changed.ts'
import { ask } from './ask.ts'
import { counted, type Figure, megabytes, milliseconds, seconds } from './figure.ts'
import { percentile } from './percentile.ts'
import type { Scene } from './scene.ts'

const YEARS = { all: true } as const
const YEAR = { last: 12, unit: 'month' } as const

/** Questions as the page asks them: the ready-made ones and those next to them. */
const USUAL: { name: string; path?: string; query: Record<string, unknown> }[] = [
  { name: 'revenue by month', query: { measure: 'revenue', by: ['month'], period: YEAR } },
  { name: 'revenue by month and channel', query: { measure: 'revenue', by: ['month', 'channel'], period: YEAR } },
  { name: 'profit by unit', query: { measure: 'profit', by: ['unit'], period: YEAR } },
  { name: 'orders by weekday and hour', query: { measure: 'orders', by: ['weekday', 'hour'], period: YEAR } },
  { name: 'basket by month', query: { measure: 'basket', by: ['month'], period: YEAR } },
  { name: 'revenue by category', query: { measure: 'revenue', by: ['category1'], period: YEAR } },
  { name: 'customers by month', query: { measure: 'customers', by: ['month'], period: YEAR } },
  { name: 'revenue by region', query: { measure: 'revenue', by: ['region'], period: YEAR } },
  { name: 'cohorts', path: '/cohorts', query: { kind: 'cohort', measure: 'customers', by: ['cohort'], period: YEAR } },
  { name: 'pareto', path: '/pareto', query: { kind: 'pareto', measure: 'revenue', period: YEAR } },
]

/** The cube over everything: how long it takes to write, what it takes on disk, and how soon it answers. */
export async function measureExplore(scene: Scene): Promise<Figure[]> {
  const { house } = scene
  const written = await timed(() => refreshChanged(house))
  await house.database.owner.query('vacuum analyze insight.order_facts, insight.line_facts, insight.fact_marks')
  const again = await timed(() => refreshChanged(house))
  const sizes = await sizesOf(scene)
  const usual = []
  for (const one of USUAL) usual.push({ name: one.name, ms: await timeOf(scene, one.path ?? '', one.query, 5) })
  const pairs = await timePairs(scene)
  const slowest = pairs.toSorted((a, b) => b.ms - a.ms)
  const worst = Math.max(...usual.map(({ ms }) => ms))
  const p95 = percentile(
    pairs.map(({ ms }) => ms),
    0.95,
  )
  const list = { measure: 'revenue', period: YEARS, filters: [{ dimension: 'newness', in: ['returning'] }] }
  const behind = await timeOf(scene, '/customers', list, 3)
  return [
    {
      what: 'explore: usual questions over 12 months, slowest',
      measured: milliseconds(worst),
      budget: '< 300 ms',
      meets: worst < 300,
      notes: [
        usual.map(({ name, ms }) => `${name} ${milliseconds(ms)}`).join(', '),
        'Each the median of 5, never from memory.',
      ],
    },
    {
      what: 'explore: any pair of dimensions over all years',
      measured: `p95 ${milliseconds(p95)}`,
      budget: 'p95 < 2 s',
      meets: p95 < 2000,
      notes: [
        `${pairs.length} pairs, each with revenue, customers or basket in turn; half under ${milliseconds(
          percentile(
            pairs.map(({ ms }) => ms),
            0.5,
          ),
        )}. Slowest: ${slowest
          .slice(0, 6)
          .map(({ name, ms }) => `${name} ${milliseconds(ms)}`)
          .join(', ')}.`,
        `The customers behind a figure of all years: ${milliseconds(behind)}.`,
      ],
    },
    {
      what: 'explore: facts on disk',
      measured: megabytes(sizes.bytes),
      budget: '',
      meets: null,
      notes: [
        `${counted(sizes.orders)} orders and ${counted(sizes.lines)} lines with all indexes, beside ${megabytes(sizes.source)} of the orders themselves.`,
        `${counted(written.value)} customers written in ${seconds(written.ms)}; when ${counted(again.value)} changed, looking for them took ${seconds(again.ms)}.`,
      ],
    },
  ]
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const begun = performance.now()
  return { value: await work(), ms: performance.now() - begun }
}

/**
 * The median of some tries; another version of the facts each time, so that none is answered from memory. Null: more cells
 * than a page shows, so there is no answer to wait for.
 */
async function timeOrNone(scene: Scene, path: string, query: object, tries: number): Promise<number | null> {
  const times: number[] = []
  for (let at = 0; at < tries; at++) {
    await scene.house.database.owner.query('update insight.facts_state set version = version + 1')
    const begun = performance.now()
    try {
      await ask(scene, `/api/insight/explore${path}`, {}, { query })
    } catch (error) {
      if (String(error).includes('explore_too_wide')) return null
      // One that is refused as too slow counts with the time it took; anything else is no measurement.
      if (!String(error).includes('explore_too_slow')) throw error
    }
    times.push(performance.now() - begun)
  }
  return percentile(times, 0.5)
}

async function timeOf(scene: Scene, path: string, query: object, tries: number): Promise<number> {
  const ms = await timeOrNone(scene, path, query, tries)
  if (ms === null) throw new Error(`too wide to be asked: ${JSON.stringify(query)}`)
  return ms
}

async function timePairs(scene: Scene): Promise<{ name: string; ms: number }[]> {
  const keys = Object.keys(DIMENSIONS) as DimensionKey[]
  const measures = ['revenue', 'customers', 'basket']
  const found: { name: string; ms: number }[] = []
  let nth = 0
  for (const [at, one] of keys.entries()) {
    for (const other of keys.slice(at + 1)) {
      // All days of three years by anything are more cells than a page shows; weeks are the finest that pair with all.
      if (one === 'day') continue
      nth++
      // Every third pair, each with another measure: all of them would take a quarter of an hour.
      if (nth % 3 !== 0) continue
      const measure = measures[(nth / 3) % measures.length]
      const ms = await timeOrNone(scene, '', { measure, by: [one, other], period: YEARS }, 1)
      if (ms !== null) found.push({ name: `${measure} by ${one} and ${other}`, ms })
    }
  }
  for (const row of COHORT_ROWS) {
    const query = { kind: 'cohort', measure: 'customers', by: [row], period: YEARS }
    found.push({ name: `cohorts by ${row}`, ms: await timeOf(scene, '/cohorts', query, 1) })
  }
  return found
}

async function sizesOf({ house }: Scene): Promise<{ bytes: number; source: number; orders: number; lines: number }> {
  const { rows } = await house.database.owner.query(`
    select (pg_total_relation_size('insight.order_facts') + pg_total_relation_size('insight.line_facts')
        + pg_total_relation_size('insight.fact_marks') + pg_total_relation_size('insight.cube_words'))::float8 as bytes,
      (pg_total_relation_size('orders.orders') + pg_total_relation_size('orders.lines'))::float8 as source,
      (select count(*) from insight.order_facts)::int as orders, (select count(*) from insight.line_facts)::int as lines`)
  return rows[0]
}
