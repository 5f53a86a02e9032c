import type { Context } from '#core/context.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { rooms } from '../../../../apps/rooms.ts'
import { addField } from '../../field/custom-fields.ts'
import type { CustomerRow } from '../../import/customer-row.ts'
import { importCustomers } from '../../import/import-customers.ts'
import { askAs } from '../../list/testing/ask.ts'

export const RIGHTS = [
  'customers.read',
  'customers.edit',
  'customers.bulk',
  'customers.merge',
  'customers.clean',
  'customers.segments',
  'customers.archive',
]

/** A house with two units and fields for the parts of names; `bring` imports rows as a shop's file, `all` may clean. */
export async function openCleaning() {
  const tested = await openTestHouse(rooms)
  const { house } = tested
  const { owner } = house.database
  await owner.query(`insert into team.units (unit_id, parent_id, path, kind, name) overriding system value
    values (2, 1, '{1,2}', 'dealer', 'D'), (3, 1, '{1,3}', 'shop', 'S')`)
  const inHouse = <T>(work: (ctx: Context) => Promise<T>) => house.asSystem('test', work)
  await inHouse(async (ctx) => {
    for (const key of ['family_name', 'given_name'])
      await addField(ctx, { key, label: key, type: 'text', choices: [], position: 0 })
  })
  const all = await askAs(tested, { permissions: RIGHTS })
  const rows = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
  const bring = async (given: CustomerRow[], source = 'shop') => {
    await inHouse((ctx) =>
      importCustomers(ctx, { runId: uuid7(), source, rows: given.map((value, line) => ({ line, value })) }),
    )
    await runWaitingJobs(house)
  }
  const idOf = async (ref: string): Promise<string> =>
    (await rows(`select customer_id from customers.identities where kind = 'ref' and value = $1`, [ref]))[0]
      ?.customer_id
  return { tested, house, owner, inHouse, all, rows, bring, idOf, settle: () => runWaitingJobs(house) }
}

/** Everything a run may write of customers, as text: records, identities and their owners, standing sources, words. */
export const WRITTEN = `
  select c.customer_id, c.name, c.name_sort, c.company, c.email, c.phone, c.country, c.region_path, c.city, c.address,
    c.postcode, c.custom,
    (select jsonb_agg(jsonb_build_array(i.kind, i.value_key, i.value, i.is_primary, i.verified_at) order by i.kind, i.value_key)
      from customers.identities i where i.customer_id = c.customer_id) as identities,
    (select jsonb_agg(jsonb_build_array(o.kind, o.value_key) order by o.kind, o.value_key)
      from customers.identity_owners o where o.customer_id = c.customer_id) as owned,
    (select jsonb_agg(jsonb_build_array(v.field, v.source, v.value, v.chosen_at) order by v.field, v.source)
      from customers.field_values v where v.customer_id = c.customer_id and v.source = 'cleaning') as said,
    (select w.words::text from customers.search_words w where w.customer_id = c.customer_id) as words
  from customers.customers c where c.stage <> 'anonymous' order by c.customer_id`
