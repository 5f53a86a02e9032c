import { ask } from './ask.ts'
import { type Figure, milliseconds } from './figure.ts'
import { percentile } from './percentile.ts'
import type { Scene } from './scene.ts'

const TRIES = 150

// What is typed for customers chosen by chance, whatever the search keeps of them.
const KINDS: Record<string, string> = {
  name: `select name as q from customers.customers where listed and name <> '' order by md5('n' || customer_id) limit $1`,
  pinyin: `select replace(name_sort, ' ', '') as q from customers.customers
    where listed and name ~ '^[一-龥]+$' order by md5('p' || customer_id) limit $1`,
  'begun pinyin': `select left(replace(name_sort, ' ', ''), 4) as q from customers.customers
    where listed and name ~ '^[一-龥]+$' order by md5('b' || customer_id) limit $1`,
  'phone end': `select right(phone, 4) as q from customers.customers
    where listed and phone is not null order by md5('t' || customer_id) limit $1`,
  'e-mail': `select email as q from customers.customers
    where listed and email is not null order by md5('e' || customer_id) limit $1`,
  'order number': `select o.order_number as q from (select customer_id from customers.customers
      where listed and orders_count > 0 order by md5('o' || customer_id) limit $1) c
    cross join lateral (select order_number from orders.orders o where o.customer_id = c.customer_id
      order by ordered_at desc limit 1) o`,
}

interface Kind {
  name: string
  times: number[]
  empty: number
  slowest: string
}

/** Search as people type it, one after another. */
export async function measureSearch(scene: Scene): Promise<Figure[]> {
  const kinds: Kind[] = []
  for (const [name, statement] of Object.entries(KINDS)) kinds.push(await tryKind(scene, name, statement))
  return kinds.map(({ name, times, empty, slowest }) => {
    const p99 = percentile(times, 0.99)
    return {
      what: `search by ${name}`,
      measured: `p50 ${milliseconds(percentile(times, 0.5))}, p99 ${milliseconds(p99)}`,
      budget: 'p99 < 100 ms',
      meets: p99 < 100 && empty === 0,
      notes: [
        `${times.length} searches, slowest: “${slowest}”.${empty > 0 ? ` ${empty} of them found nobody, which is wrong.` : ''}`,
      ],
    }
  })
}

async function tryKind(scene: Scene, name: string, statement: string): Promise<Kind> {
  const { rows } = await scene.house.database.owner.query<{ q: string }>(statement, [TRIES])
  const times: number[] = []
  let empty = 0
  let slowest = ''
  await ask(scene, '/api/search', { q: rows[0]?.q ?? 'a' })
  for (const { q } of rows) {
    const { reply, ms } = await ask<{ items: unknown[] }>(scene, '/api/search', { q })
    if (ms > Math.max(0, ...times)) slowest = q
    if (reply.items.length === 0) empty++
    times.push(ms)
  }
  return { name, times, empty, slowest }
}
