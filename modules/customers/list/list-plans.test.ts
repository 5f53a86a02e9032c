import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { systemActor } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { openCustomersHouse } from '../testing/open-customers-house.ts'
import { openCatalogue } from './catalogue.ts'
import type { Field } from './field.ts'
import { neverScan } from './never-scan.ts'
import { pageSql } from './page-sql.ts'
import { readRestriction } from './restriction.ts'
import { type Sort, sorts } from './sorts.ts'
import { fillCustomers } from './testing/fill-customers.ts'
import { sampleValue } from './testing/sample-value.ts'

const { house } = await openCustomersHouse()
await fillCustomers(house.database.owner, 20_000)

const ROLES = [
  { name: 'company', units: 'all' as const },
  { name: 'one unit', units: [2] },
]

const inRole = <T>(units: 'all' | readonly number[], work: (ctx: Context) => Promise<T>) =>
  house.transaction({ actor: systemActor('plans'), scope: { units, masked: new Set() } }, work)

/** Every way of reading the table of customers in a plan. */
async function readsOf(ctx: Context, statement: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ 'QUERY PLAN': Plan[] }>`explain (format json) ${statement}`.execute(ctx.db)
  const reads: string[] = []
  const walk = (node: Node): void => {
    if (node['Relation Name'] === 'customers') reads.push(node['Node Type'])
    for (const child of node.Plans ?? []) walk(child)
  }
  for (const plan of rows[0]?.['QUERY PLAN'] ?? []) walk(plan.Plan)
  return reads
}
interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Subplan Name'?: string
  Plans?: Node[]
}
interface Plan {
  Plan: Node
}
const within = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(within)]

const conditionsOf = (catalogue: ReadonlyMap<string, Field>) =>
  [...catalogue.values()].flatMap((field) =>
    Object.keys(field.operators).map((op) => ({ field: field.key, op, value: sampleValue(field, op) })),
  )

for (const { name, units } of ROLES) {
  test(`no filter with any sort scans the table (${name})`, async () => {
    await inRole(units, async (ctx) => {
      await neverScan(ctx)
      const conditions = conditionsOf(await openCatalogue(ctx))
      assert.ok(conditions.length > 70, `only ${conditions.length} conditions are offered`)
      let seen = 0
      for (const condition of [null, ...conditions]) {
        const where = await readRestriction(ctx, { filter: condition ? JSON.stringify([condition]) : undefined })
        for (const [key, sort] of Object.entries(sorts) as [string, Sort][]) {
          for (const descending of [true, false]) {
            for (const phase of sort.nullable ? (['valued', 'empty'] as const) : (['valued'] as const)) {
              const page = { sort, descending, cursor: null, limit: 50 }
              const reads = await readsOf(ctx, pageSql(sql`c.customer_id`, where, page, phase, 51))
              seen += reads.length
              assert.ok(!reads.includes('Seq Scan'), `${JSON.stringify(condition)} by ${key}: ${reads.join(', ')}`)
            }
          }
        }
      }
      assert.ok(seen > 2000, `only ${seen} reads were looked at`)
    })
  })
}

test('the check sees a scan where there is one', async () => {
  await inRole('all', async (ctx) => {
    assert.deepEqual(await readsOf(ctx, sql`select 1 from customers.customers c where c.address = 'x'`), ['Seq Scan'])
  })
})

test('without a filter each sort is read in the order of its own index', async () => {
  await inRole('all', async (ctx) => {
    for (const [key, sort] of Object.entries(sorts) as [string, Sort][]) {
      for (const descending of [true, false]) {
        const page = { sort, descending, cursor: null, limit: 50 }
        const { rows } = await sql<{ 'QUERY PLAN': Plan[] }>`
          explain (format json) ${pageSql(sql`c.customer_id`, sql`true`, page, 'valued', 51)}`.execute(ctx.db)
        const page51 = rows[0]?.['QUERY PLAN'][0]?.Plan.Plans?.flatMap(within) ?? []
        const found = page51.find((node) => node['Subplan Name'] === 'CTE k')
        // One index in its order, and what else is known of each customer by their id.
        const read = found?.Plans?.flatMap(within).map((node) => node['Node Type']) ?? []
        assert.ok(
          read.length > 0 && read.every((type) => /^(Index (Only )?Scan|Nested Loop)$/.test(type)),
          `${key}: ${read}`,
        )
      }
    }
  })
})
