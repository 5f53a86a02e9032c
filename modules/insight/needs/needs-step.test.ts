import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '#core/words/dates.ts'
import { seededRandom } from '#core/words/seeded-random.ts'
import { latestModel } from '../model/latest-model.ts'
import { predictionOf } from '../predict/step.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers, addSales, type Sale } from '../testing/sales.ts'
import { announceNeeds } from './announce-needs.ts'
import { needsStep } from './needs-step.ts'

const { house } = await openInsightHouse()
const { owner } = house.database

const AS_OF = '2026-06-30'
const names = Array.from({ length: 60 }, (_, at) => `C${at}`)
const ids = await addCustomers(owner, names)
const random = seededRandom(7)
/** Coffee about every 30 days, since a year; the last purchase of C0 is 29 days old, that of C1 three days. */
const sales: Sale[] = names.flatMap((customer, at) => {
  const days: string[] = []
  const last = at === 0 ? 29 : at === 1 ? 3 : Math.floor(random() * 30)
  for (let ago = last; ago < 360; ago += 26 + Math.floor(random() * 9)) days.push(addDays(AS_OF, -ago))
  return days.map((day) => ({ customer, at: `${day}T04:00:00Z`, revenue: '20', category: '食品/咖啡' }))
})
await addSales(owner, ids, sales)

const run = (asOf = AS_OF) => needsStep.run(house, predictionOf(house, asOf, new AbortController().signal))
const tell = (asOf = AS_OF) => announceNeeds.run(house, { asOf }, { signal: new AbortController().signal, attempt: 1 })
const needs = async () =>
  (
    await owner.query(
      'select *, due_on::text, next_on::text, low_on::text, high_on::text, last_on::text from insight.needs order by customer_id, category',
    )
  ).rows
const told = async () =>
  (
    await owner.query(`select payload from core.events where name = 'insight.needs.due' order by event_id`)
  ).rows.flatMap(({ payload }) => payload.needs as { customerId: string; dueOn: string; low: string; high: string }[])

test('regular buyers get a day a usual gap after their last purchase, and the fit is kept with its base lines', async () => {
  await run()
  const rows = await needs()
  assert.equal(rows.length, 60)
  const [first, second] = [
    rows.find((row) => row.customer_id === ids.get('C0')),
    rows.find((row) => row.customer_id === ids.get('C1')),
  ]
  assert.equal(first.last_on, addDays(AS_OF, -29))
  assert.ok(first.next_on > AS_OF && first.next_on <= addDays(AS_OF, 5), first.next_on)
  assert.ok(first.low_on <= first.next_on && first.next_on <= first.high_on)
  assert.ok(second.due_on >= addDays(AS_OF, 22) && second.due_on <= addDays(AS_OF, 32), second.due_on)
  assert.ok(second.probability_30d > 0.5 && second.probability_7d < 0.1)
  const model = await house.asSystem('test', (ctx) => latestModel(ctx, 'needs'))
  assert.equal(model?.state, 'used')
  assert.equal(model?.asOf, AS_OF)
  const pairs = model?.quality['pairs'] as Record<string, { error: number }>
  assert.ok((pairs['model']?.error ?? 9) <= 1.1 * (pairs['category']?.error ?? 0))
  const parameters = model?.parameters['categories'] as Record<string, { regularity: number }>
  assert.ok((parameters['食品/咖啡']?.regularity ?? 0) > 5)
  const { rows: summed } = await owner.query(
    'select sum(expected)::float8 as expected, count(*)::int as days from insight.need_days where came is null',
  )
  assert.equal(summed[0].days, 30)
  assert.ok(summed[0].expected > 45 && summed[0].expected < 75, String(summed[0].expected))
  const { rows: facts } = await owner.query(
    'select count(*)::int as customers, count(distinct customer_id)::int as distinct from facts.customer_needs',
  )
  assert.deepEqual(facts[0], { customers: 60, distinct: 60 })
})

test('what comes due is told once, and again only after another purchase', async () => {
  await tell()
  const first = await told()
  const due = (await needs()).filter((row) => row.due_on <= addDays(AS_OF, 3) && row.state !== 'lost')
  assert.ok(due.length > 0)
  assert.deepEqual(first.map((need) => need.customerId).sort(), due.map((row) => row.customer_id).sort())
  assert.ok(first.every((need) => need.low <= need.dueOn && need.dueOn <= need.high))
  await run()
  await tell()
  assert.equal((await told()).length, first.length)
  await addSales(owner, ids, [{ customer: 'C0', at: `${AS_OF}T09:00:00Z`, revenue: '20', category: '食品/咖啡' }])
  const later = addDays(AS_OF, 33)
  await run(later)
  await tell(later)
  assert.equal((await told()).filter((need) => need.customerId === ids.get('C0')).length, 2)
  await owner.query(`delete from orders.orders where customer_id = $1 and ordered_at >= $2`, [
    ids.get('C0'),
    `${AS_OF}T08:00:00Z`,
  ])
})

test('nothing after the day is seen; what was wholly taken back does not count; archived customers get nothing', async () => {
  await addSales(owner, ids, [
    { customer: 'C2', at: `${addDays(AS_OF, 1)}T04:00:00Z`, revenue: '20', category: '食品/咖啡' },
    { customer: 'C3', at: `${addDays(AS_OF, -1)}T04:00:00Z`, revenue: '20', category: '食品/茶' },
    { customer: 'C3', at: `${AS_OF}T04:00:00Z`, revenue: '-20', kind: 'return', category: '食品/茶' },
    { customer: 'C4', at: `${AS_OF}T04:00:00Z`, revenue: '20', category: '食品/茶' },
  ])
  await owner.query('update customers.customers set archived_at = now() where customer_id = $1', [ids.get('C5')])
  await run()
  const rows = await needs()
  assert.ok(rows.every((row) => row.last_on <= AS_OF))
  assert.deepEqual(
    rows.filter((row) => row.category === '食品/茶').map((row) => row.customer_id),
    [ids.get('C4')],
  )
  assert.ok(!rows.some((row) => row.customer_id === ids.get('C5')))
  const single = rows.find((row) => row.category === '食品/茶')
  assert.equal(single.purchases, 1)
  assert.equal(single.own_gap, null)
})

test('with hardly any purchases it says so and leaves nothing standing', async () => {
  await owner.query('delete from orders.orders where customer_id <> $1', [ids.get('C1')])
  await owner.query(`delete from orders.orders where ordered_at < $1`, [`${addDays(AS_OF, -90)}T00:00:00Z`])
  await run()
  const model = await house.asSystem('test', (ctx) => latestModel(ctx, 'needs'))
  assert.equal(model?.state, 'too_little_data')
  assert.equal((await needs()).length, 0)
})
