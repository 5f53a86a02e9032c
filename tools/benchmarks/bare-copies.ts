import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { BareCopies } from './prepared.ts'

const FILE_TABLE = `create table bench.file_rows (
  line bigint generated always as identity,
  order_number text, ordered_at timestamptz, status text, customer_ref text, customer_name text, email text, phone text,
  country text, region text, city text, address text, sku text, product_name text, category text, brand text,
  quantity numeric(14, 3), unit_price numeric(20, 6), discount numeric(20, 6), currency text, unit_cost numeric(20, 6),
  channel text, shop text,
  primary key (order_number, line))`
const FILE_COLUMNS = `order_number, ordered_at, status, customer_ref, customer_name, email, phone, country, region, city,
  address, sku, product_name, category, brand, quantity, unit_price, discount, currency, unit_cost, channel, shop`

const TABLES = ['orders', 'order_numbers', 'lines'] as const
const KEYS = [
  'alter table bench.orders add foreign key (customer_id) references customers.customers',
  'alter table bench.order_numbers add foreign key (customer_id, order_id) references bench.orders',
  'alter table bench.lines add foreign key (customer_id, order_id) references bench.orders',
]

/** COPY, by the server itself from files on its own disk, of the rows that were imported. Tables are logged, as ours are. */
export async function bareCopies(owner: pg.Pool, file: string, folder: string): Promise<BareCopies> {
  const shelf = join(folder, 'copies')
  mkdirSync(shelf, { recursive: true })
  // The server writes there itself, under an account of its own.
  chmodSync(shelf, 0o777)
  const client = await owner.connect()
  try {
    await client.query('drop schema if exists bench cascade; create schema bench')
    await client.query(FILE_TABLE)
    const fileMs = await timed(() =>
      client.query(`copy bench.file_rows (${FILE_COLUMNS}) from '${file}' (format csv, header)`),
    )
    const { rows } = await client.query('select count(*)::int as count from bench.file_rows')
    await client.query('drop table bench.file_rows')
    for (const table of TABLES) await copyOut(client, table, shelf)
    for (const statement of KEYS) await client.query(statement)
    await client.query('checkpoint')
    let tablesMs = 0
    for (const table of TABLES) {
      const columns = await columnsOf(client, table)
      tablesMs += await timed(() => client.query(`copy bench.${table} (${columns}) from '${shelf}/${table}'`))
    }
    return { rows: rows[0].count, fileMs, tablesMs }
  } finally {
    await client.query('drop schema if exists bench cascade')
    client.release()
    rmSync(shelf, { recursive: true, force: true })
  }
}

async function copyOut(client: pg.PoolClient, table: string, shelf: string): Promise<void> {
  await client.query(`create table bench.${table} (like orders.${table} including all)`)
  const columns = await columnsOf(client, table)
  await client.query(`copy (select ${columns} from orders.${table}) to '${shelf}/${table}'`)
}

/** A generated column can't be copied in. */
async function columnsOf(client: pg.PoolClient, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [`orders.${table}`],
  )
  return rows.map(({ name }) => name).join(', ')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
