import { ask } from './ask.ts'
import { counted, type Figure, milliseconds } from './figure.ts'
import { explainLists } from './list-plans.ts'
import { type Condition, conditionsOf, type OfferedField } from './list-values.ts'
import { percentile } from './percentile.ts'
import type { Scene } from './scene.ts'

const FIRST_TRIES = 2
const SLOWEST = 12
const TRIES = 100

interface Case {
  condition: Condition | null
  sort: string
  /** The faster of its first tries: a try that something else held up is no sign of a slow list. */
  ms: number
}

/** A page of 50 customers by every filter with every sort that is offered; then the slowest of them many times each. */
export async function measureLists(scene: Scene): Promise<Figure[]> {
  const { items: known, sorts } = (
    await ask<{ items: OfferedField[]; sorts: string[] }>(scene, '/api/customers/fields')
  ).reply
  const items = known.filter(({ segmentsOnly }) => !segmentsOnly)
  const segmentIds = await segmentsOf(scene)
  const conditions = [null, ...(await conditionsOf(scene.house.database.owner, items, segmentIds))]
  const directions = sorts.flatMap((sort) => [sort, `-${sort}`])
  const cases: Case[] = []
  for (const condition of conditions) {
    for (const sort of directions) cases.push({ condition, sort, ms: await timeOf(scene, condition, sort) })
  }
  const slowest = cases.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST)
  const tried: { name: string; p99: number; p50: number }[] = []
  for (const { condition, sort } of slowest) tried.push(await tryOften(scene, condition, sort))
  const worst = tried.toSorted((a, b) => b.p99 - a.p99)
  const [first] = worst
  const plans = await explainLists(scene, oneOfEach(conditions), directions)
  const times = cases.map((one) => one.ms)
  return [
    {
      what: 'list of 50 customers, worst of all filters and sorts offered',
      measured: `p99 ${milliseconds(first?.p99 ?? Number.NaN)}`,
      budget: 'p99 < 150 ms',
      meets: (first?.p99 ?? Number.POSITIVE_INFINITY) < 150,
      notes: [
        `${counted(cases.length)} cases (${conditions.length - 1} conditions on ${items.length} fields × ${directions.length} sorts), the faster of ${FIRST_TRIES} tries: half of them under ${milliseconds(percentile(times, 0.5))}, 99 % under ${milliseconds(percentile(times, 0.99))}. The ${SLOWEST} slowest ${TRIES} times each:`,
        ...worst.slice(0, 5).map(({ name, p50, p99 }) => `${name}: p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`),
      ],
    },
    {
      what: 'lists that scan the table of customers',
      measured: `${plans.scans.length} of ${counted(plans.plans)} reads`,
      budget: 'none',
      meets: plans.scans.length === 0 && plans.plans > 0,
      notes: [
        'EXPLAIN of every statement for every field, operator and sort, as the use case sends it.',
        ...plans.scans.slice(0, 5),
      ],
    },
  ]
}

/** Without the further values of the same field and operator. */
const oneOfEach = (conditions: readonly (Condition | null)[]) =>
  [...Map.groupBy(conditions, (one) => one && `${one.field} ${one.op}`).values()].flatMap(([first]) =>
    first === undefined ? [] : [first],
  )

const queryOf = (condition: Condition | null, sort: string) => ({
  sort,
  ...(condition && { filter: JSON.stringify([condition]) }),
})

async function timeOf(scene: Scene, condition: Condition | null, sort: string): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY
  for (let at = 0; at < FIRST_TRIES; at++) {
    fastest = Math.min(fastest, (await ask(scene, '/api/customers', queryOf(condition, sort))).ms)
  }
  return fastest
}

async function tryOften(scene: Scene, condition: Condition | null, sort: string) {
  const times: number[] = []
  for (let at = 0; at < TRIES; at++) times.push((await ask(scene, '/api/customers', queryOf(condition, sort))).ms)
  const name = `${condition ? `${condition.field} ${condition.op} ${JSON.stringify(condition.value)}` : 'no filter'} by ${sort}`
  return { name, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
}

/** Segments to filter by: one with few members, one with many. */
async function segmentsOf({ house }: Scene): Promise<number[]> {
  const { rows } = await house.database.owner.query<{ segment_id: number }>(
    'select segment_id from customers.segments where archived_at is null order by segment_id limit 2',
  )
  return rows.map((row) => row.segment_id)
}
