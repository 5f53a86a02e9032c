import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openCustomersHouse } from '../testing/open-customers-house.ts'
import { openCatalogue } from './catalogue.ts'
import { sorts } from './sorts.ts'
import { type Ask, askAs } from './testing/ask.ts'
import { fillCustomers } from './testing/fill-customers.ts'
import { fillScores } from './testing/fill-scores.ts'
import { sampleValue } from './testing/sample-value.ts'

const tested = await openCustomersHouse()
const { owner } = tested.house.database
await fillCustomers(owner, 300)
await fillScores(owner)
const MASKED = ['name', 'phone', 'email', 'birthday']
/** Left out of what is compared: what is shown masked, and what differs from call to call anyway. */
const LEFT_OUT = [...MASKED, 'requestId']
const sees = await askAs(tested)
const blind = await askAs(tested, { permissions: ['customers.read'], masked: MASKED })
const dealer = await askAs(tested, { unitIds: [3] })

const conditions = await tested.house.asSystem('test', async (ctx) =>
  [...(await openCatalogue(ctx)).values()].flatMap((field) =>
    Object.keys(field.operators).map((op) => ({ field: field.key, op, value: sampleValue(field, op) ?? null })),
  ),
)

/** What every filter, its negation, count, segment size, sort and search answers, without the masked values shown in it. */
async function everyAnswer(ask: Ask): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  const keep = (what: string, answer: unknown) =>
    answers.set(
      what,
      JSON.stringify(answer, (key, value) => (LEFT_OUT.includes(key) && typeof value !== 'object' ? undefined : value)),
    )
  for (const condition of conditions) {
    const name = `${condition.field} ${condition.op}`
    const query = { filter: JSON.stringify([condition]) }
    keep(`list ${name}`, await ask('GET', '/api/customers', { query }))
    keep(`count ${name}`, await ask('GET', '/api/customers/count', { query }))
    keep(`segment ${name}`, await ask('POST', '/api/segments/preview', { body: { condition } }))
    keep(`not ${name}`, await ask('POST', '/api/segments/preview', { body: { condition: { not: condition } } }))
  }
  for (const sort of Object.keys(sorts).flatMap((key) => [key, `-${key}`])) {
    keep(`sort ${sort}`, await ask('GET', '/api/customers', { query: { sort } }))
  }
  for (const q of ['name', 'c5@example.com', '13800000500', '0500', 'other']) {
    keep(`search ${q}`, await ask('GET', '/api/customers', { query: { q } }))
    keep(`count ${q}`, await ask('GET', '/api/customers/count', { query: { q } }))
  }
  return answers
}

const differing = (before: Map<string, string>, after: Map<string, string>) =>
  [...before].filter(([what, answer]) => after.get(what) !== answer).map(([what]) => what)

test('B6: no filter, negation, count, segment size, sort or search depends on a value the asker may not see', async () => {
  const before = { blind: await everyAnswer(blind), sees: await everyAnswer(sees) }
  await owner.query(`
    update customers.customers set name = 'Other ' || name, name_sort = 'z' || reverse(name_sort), birthday = birthday + 100,
      email = 'other.' || email, phone = '+86139' || right(phone, 8), profit_micro = 777000000 - profit_micro`)
  await owner.query(
    `update customers.search_words set words = array_to_tsvector(array['n=other']) || words where customer_id > '80000000-0000-7000-8000-000000000000'`,
  )
  await owner.query('update insight.predictions set value_micro = array[9000000, 8000000, 7000000]')
  const after = { blind: await everyAnswer(blind), sees: await everyAnswer(sees) }
  assert.deepEqual(differing(before.blind, after.blind), [])
  const control = differing(before.sees, after.sees)
  for (const what of ['list email is', 'count name starts', 'not birthdayMonth is', 'sort name', 'sort -profit'])
    assert.ok(control.includes(what), `positive control: ${what} tells who sees the value`)
})

test('what is expected to be earned is shown to those alone who may see profits', async () => {
  const EARNED = ['profit', 'expectedValue', 'expectedValue30', 'expectedValue90', 'lifetimeValue']
  const OPEN = ['basketScore', 'expectedOrders', 'expectedOrders30', 'expectedOrders90']
  const query = { sort: '-orders', limit: '1' }
  const hidden = (await blind('GET', '/api/customers', { query })).body.items?.[0] ?? {}
  const seen = (await sees('GET', '/api/customers', { query })).body.items?.[0] ?? {}
  for (const key of EARNED) {
    assert.equal(hidden[key], null, key)
    assert.match(String(seen[key]), /^\d+\.\d{2,}$/, `positive control: ${key}`)
  }
  for (const key of OPEN) {
    assert.equal(typeof hidden[key], 'number', key)
    assert.equal(hidden[key], seen[key], key)
  }
})

test('B6: nor on customers of other units', async () => {
  const before = { dealer: await everyAnswer(dealer), sees: await everyAnswer(sees) }
  await owner.query(`update customers.customers set orders_count = orders_count + 3, revenue_micro = revenue_micro + 5000000,
    country = 'GB', tags = '{often}', birthday = '1985-05-05', class = 'key' where not unit_ids && '{3}'`)
  await owner.query(`update insight.predictions set orders = '{7,8,9}' where not unit_ids && '{3}'`)
  await owner.query(`update insight.scores set basket_score = 3 where not unit_ids && '{3}'`)
  assert.deepEqual(differing(before.dealer, await everyAnswer(dealer)), [])
  assert.ok(differing(before.sees, await everyAnswer(sees)).length > 20, 'positive control')
})
