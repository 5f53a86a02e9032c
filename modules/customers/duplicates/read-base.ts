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
  // Read for telling people of one household apart; no evidence of its own.
  gender: 'ignore',
}

type StoredRow = { id: string } & Record<string, string | null>

const COLUMNS = sql`customer_id as id, nullif(name, '') as name, email, phone, birthday, company, address, postcode, city,
  split_part(region_path, '/', 2) as region, country, gender`

const rowOf = ({ id, ...fields }: StoredRow): Row => ({ id, fields })

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
  const { rows } = await sql<StoredRow>`
    select ${COLUMNS} from customers.customers where listed and customer_id > ${after}::uuid
    order by customer_id limit ${CHUNK}`.execute(ctx.db)
  return rows.map(rowOf)
}

/** The listed ones of these customers, as rows of the model. */
export async function readRows(ctx: Context, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<StoredRow>`
    select ${COLUMNS} from customers.customers where listed and customer_id = any(${ids}::uuid[])`.execute(ctx.db)
  return rows.map(rowOf)
}

/** The first listed customers, in the order of their ids. */
export async function readFirst(ctx: Context, most: number): Promise<Row[]> {
  const { rows } = await sql<StoredRow>`
    select ${COLUMNS} from customers.customers where listed order by customer_id limit ${most}`.execute(ctx.db)
  return rows.map(rowOf)
}
