import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import type { CustomerRow } from '../../import/customer-row.ts'
import { dirtyRow } from '../testing/dirty-customers.ts'
import { openCleaning } from '../testing/open-cleaning.ts'
import { checkBase } from './check-base.ts'

const { house, all, rows, bring, idOf, settle } = await openCleaning()
const STORED = `
  select c.customer_id, c.quality, c.gaps,
    (select jsonb_agg(jsonb_build_array(f.rule, f.fields) order by f.rule) from customers.cleaning_findings f
      where f.customer_id = c.customer_id) as findings
  from customers.customers c where c.stage <> 'anonymous' order by c.customer_id`

type Quality = { score: number; parts: { part: string; gap: string | null }[]; proposals: { rule: string }[] }
const qualityOf = async (id: string) => (await all('GET', `/api/customers/${id}/quality`)).body as unknown as Quality

const edit = fc.oneof(
  fc.record({ name: fc.constantFrom('', 'New Name', ' NEW  NAME') }),
  fc.record({ birthday: fc.constantFrom(null, '1990-05-05') }),
  fc.record({ region: fc.constantFrom(null, '广东'), country: fc.constantFrom('CN', 'GB') }),
  fc.record({ address: fc.constantFrom(null, '浙江省杭州市西湖区', ' 1 Elm  St') }),
  fc.record({ consent: fc.constant(true) }),
  fc.record({ identity: fc.constantFrom('email', 'phone') }),
  fc.record({ archive: fc.boolean() }),
  fc.record({ merge: fc.constant(true) }),
)
let nth = 0

async function act(id: string, other: string, change: Record<string, unknown>): Promise<void> {
  if ('consent' in change) {
    const body = { channel: 'email', purpose: 'marketing', state: 'given', source: 'desk' }
    await all('POST', `/api/customers/${id}/consents`, { body })
  } else if ('identity' in change) {
    const value = change.identity === 'email' ? `e${++nth}@gmial.com` : `+86138001${String(20_000 + ++nth)}`
    await all('POST', `/api/customers/${id}/identities`, { body: { kind: change.identity, value } })
  } else if ('archive' in change) {
    await all('POST', `/api/customers/${id}/${change.archive ? 'archive' : 'restore'}`, { body: {} })
  } else if ('merge' in change) {
    if (id !== other) await all('POST', `/api/customers/${id}/merge`, { body: { otherIds: [other] } })
  } else {
    const { body } = await all('GET', `/api/customers/${id}`)
    await all('PATCH', `/api/customers/${id}`, {
      body: change,
      version: (body as unknown as { version: number }).version,
    })
  }
}

test('after any edits the kept scores, gaps and findings are those of a look at everybody', async () => {
  const people = await Promise.all(
    fc.sample(fc.tuple(...Array.from({ length: 25 }, (_, i) => dirtyRow(i))), 1)[0] ?? [],
  )
  await bring(people as CustomerRow[])
  const ids = (await rows(`select customer_id from customers.customers where listed`)).map((row) => row.customer_id)
  const index = fc.nat({ max: ids.length - 1 })
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(index, index, edit), { minLength: 1, maxLength: 6 }), async (edits) => {
      for (const [one, other, change] of edits) await act(ids[one], ids[other], change)
      await settle()
      const kept = await rows(STORED)
      for (const row of kept) seen.add(JSON.stringify([row.quality, row.gaps]))
      await checkBase(house)
      assert.deepEqual(await rows(STORED), kept)
    }),
    { numRuns: 24 },
  )
  assert.ok(seen.size > 20, `positive control: ${seen.size} different judgements`)
})

test('the record says why, and lists filter, sort and count by it', async () => {
  await bring([
    { customerRef: 'bare', name: 'Bare' },
    {
      customerRef: 'full',
      name: 'Full Person',
      email: 'full@firma.de',
      phone: '+8613800138999',
      country: 'CN',
      region: '广东',
      birthday: '1980-01-01',
      consentEmail: true,
    },
  ])
  const [bare, full] = [await idOf('bare'), await idOf('full')]
  const [worse, better] = [await qualityOf(bare), await qualityOf(full)]
  assert.ok(better.score === 100 && worse.score < 50, `${better.score} and ${worse.score}`)
  assert.deepEqual(
    worse.parts.flatMap(({ gap }) => gap ?? []),
    ['no_name', 'no_contact', 'no_email', 'no_phone', 'no_region', 'no_consent', 'no_birthday'].slice(1),
  )
  const idsBy = async (query: Record<string, string>) =>
    (await all('GET', '/api/customers', { query: { limit: '200', ...query } })).body.items?.map(({ id }) => id) ?? []
  const gap = JSON.stringify([{ field: 'gap', op: 'any', value: ['no_contact'] }])
  assert.ok((await idsBy({ filter: gap })).includes(bare))
  assert.ok(!(await idsBy({ filter: gap })).includes(full))
  const high = JSON.stringify([{ field: 'quality', op: 'between', value: [100, 100] }])
  assert.ok((await idsBy({ filter: high })).includes(full) && !(await idsBy({ filter: high })).includes(bare))
  const sorted = await idsBy({ sort: '-quality' })
  assert.ok(sorted.indexOf(full) < sorted.indexOf(bare))
  const { body } = await all('GET', '/api/cleaning')
  const { quality } = body as unknown as {
    quality: { customers: number; average: number; spread: number[]; gaps: { gap: string; customers: number }[] }
  }
  const [counted] = await rows(`select count(*)::int as n, avg(quality)::float8 as mean,
    count(*) filter (where 'no_contact' = any(gaps))::int as silent from customers.customers where listed`)
  assert.deepEqual([quality.customers, quality.average], [counted.n, counted.mean])
  assert.equal(
    quality.spread.reduce((sum, n) => sum + n, 0),
    counted.n,
  )
  assert.equal(quality.gaps.find((one) => one.gap === 'no_contact')?.customers, counted.silent)
})

test('weights are a setting: what has none does not count, everybody is scored anew, and a stale form is refused', async () => {
  const id = await idOf('bare')
  const before = (await qualityOf(id)).score
  const { weights, version } = (await all('GET', '/api/cleaning/weights')).body as unknown as {
    weights: Record<string, number>
    version: number
  }
  const only = Object.fromEntries(Object.keys(weights).map((part) => [part, part === 'name' ? 10 : 0]))
  const change = (ifMatch: number, body: object) => all('PUT', '/api/cleaning/weights', { body, version: ifMatch })
  assert.equal((await change(version, { weights: only })).status, 200)
  await runWaitingJobs(house)
  const [stored] = await rows('select quality from customers.customers where customer_id = $1', [id])
  assert.deepEqual([stored.quality, (await qualityOf(id)).score, before < 100], [100, 100, true])
  assert.equal((await change(version, { weights })).status, 412)
  const nothing = Object.fromEntries(Object.keys(weights).map((part) => [part, 0]))
  assert.equal((await change(version + 1, { weights: nothing })).body.code, 'setting_invalid')
  assert.equal((await change(version + 1, { weights })).status, 200)
  await runWaitingJobs(house)
})

test('a segment that asks for gaps follows, and each day is kept once, for the company and its units', async () => {
  const condition = { field: 'gap', op: 'any', value: ['no_birthday'] }
  const made = await all('POST', '/api/segments', { body: { name: 'no birthday', condition } })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  await settle()
  const id = await idOf('bare')
  const isMember = async () =>
    (await rows('select 1 from customers.segment_members where customer_id = $1', [id])).length > 0
  assert.ok(await isMember(), 'positive control')
  await act(id, id, { birthday: '1970-01-01' })
  await settle()
  assert.ok(!(await isMember()))
  await checkBase(house)
  await checkBase(house)
  const days = await rows('select unit_id, customers from customers.quality_days order by unit_id')
  const [{ n }] = (await rows('select count(*)::int as n from customers.customers where listed')) as [{ n: number }]
  assert.deepEqual(days, [
    { unit_id: 0, customers: n },
    { unit_id: 1, customers: n },
  ])
})
