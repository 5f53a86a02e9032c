import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import type { Roles, Row } from './compute/table.ts'

const CHUNK = 10_000
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What the fields of our own records say. */
export const ROLES: Roles = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  birthday: 'birth-date',
  company: 'company',
  address: 'street',
  postcode: 'postcode',
  city: 'place',
  region: 'region',
  country: 'country',
}

/** Every listed customer as a row of the model, in steps, each a short transaction. */
export async function readBase(house: House, signal?: AbortSignal): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | null = NOBODY; after !== null; ) {
    signal?.throwIfAborted()
    const from: string = after
    const part = await house.asSystem('customers.duplicates', (ctx) => readNext(ctx, from))
    rows.push(...part)
    after = part.length === CHUNK ? (part.at(-1)?.id ?? null) : null
  }
  return rows
}

async function readNext(ctx: Context, after: string): Promise<Row[]> {
  const { rows } = await sql<{ id: string } & Record<string, string | null>>`
    select customer_id as id, nullif(name, '') as name, email, phone, birthday, company, address, postcode, city,
      split_part(region_path, '/', 2) as region, country
    from customers.customers where listed and customer_id > ${after}::uuid order by customer_id limit ${CHUNK}`.execute(
    ctx.db,
  )
  return rows.map(({ id, ...fields }) => ({ id, fields }))
}
