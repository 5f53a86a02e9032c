import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
import { tooMany } from '#core/errors.ts'
import type { House } from '#core/house.ts'

/** How much may be asked in a minute; a plain request costs 1, a search or an export more (`cost` of the call). */
export interface RequestLimits {
  /** By one member of staff or one key. */
  person: number
  /** By one network address, whoever sits behind it. */
  address: number
}

export const LIMITS: RequestLimits = { person: 3000, address: 20_000 }

/** Reads `RAPPORT_REQUESTS_PER_MINUTE`: what one person or key may ask; an address seven times as much. */
export function readLimits(text: string | undefined): RequestLimits {
  if (text === undefined || text === '') return LIMITS
  const person = Number(text)
  if (!Number.isInteger(person) || person < 1) throw new Error('RAPPORT_REQUESTS_PER_MINUTE: not a whole number.')
  return { person, address: person * 7 }
}

const MINUTE = 60_000
const WRITE_MS = 1000
const KEPT_MINUTES = 10

interface Count {
  minute: number
  /** Of all processes, as last read or written. */
  shared: number
  /** Ours since. */
  own: number
  read: Promise<void> | null
}

interface Book {
  counts: Map<string, Count>
  timer: NodeJS.Timeout | null
}
const books = new WeakMap<House, Book>()

/**
 * Counts what somebody asks, before it is done. Counted in memory and written once a second, so that it costs a request
 * nothing; the first of a minute reads what was spent before, here or by another process.
 * @throws tooMany `too_many_requests` with the seconds to wait.
 */
export async function spend(house: House, name: string, { cost, most }: { cost: number; most: number }): Promise<void> {
  const book = bookOf(house)
  const now = Date.now()
  const minute = Math.floor(now / MINUTE)
  let count = book.counts.get(name)
  if (!count || count.minute !== minute) {
    count = { minute, shared: 0, own: 0, read: null }
    count.read = readShared(house, name, count)
    book.counts.set(name, count)
  }
  if (count.read) await count.read
  if (count.shared + count.own + cost > most) {
    throw tooMany(
      'too_many_requests',
      'Too much was asked in a minute. Wait a little.',
      60 - Math.floor((now / 1000) % 60),
    )
  }
  count.own += cost
  book.timer ??= setTimeout(() => void writeCounts(house, book), WRITE_MS).unref()
}

/** An address as it is counted; an IPv6 customer holds a whole /64. */
export const addressName = (address: string): string =>
  `address:${isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address}`

function bookOf(house: House): Book {
  const book = books.get(house) ?? { counts: new Map<string, Count>(), timer: null }
  books.set(house, book)
  return book
}

async function readShared(house: House, name: string, count: Count): Promise<void> {
  try {
    count.shared = await house.asSystem('core.limits', async (ctx) => {
      const { rows } = await sql<{ spent: number }>`
        select spent from core.request_counts where name = ${name} and minute = ${minuteOf(count)}`.execute(ctx.db)
      return rows[0]?.spent ?? 0
    })
  } finally {
    count.read = null
  }
}

const minuteOf = ({ minute }: Count) => new Date(minute * MINUTE)

/** Writes what was spent since, and takes over what others wrote. */
async function writeCounts(house: House, book: Book): Promise<void> {
  book.timer = null
  const minute = Math.floor(Date.now() / MINUTE)
  const news = [...book.counts].filter(([, count]) => count.own > 0)
  for (const [name, count] of book.counts) if (count.minute < minute && count.own === 0) book.counts.delete(name)
  const taken = news.map(([name, count]) => ({ name, count, own: count.own }))
  for (const { count, own } of taken) {
    count.own -= own
    count.shared += own
  }
  try {
    const spent = await house.asSystem('core.limits', (ctx) => addCounts(ctx, taken))
    for (const { name, count } of taken) count.shared = Math.max(count.shared, spent.get(name) ?? 0)
  } catch (error) {
    house.log.debug({ err: error }, 'what was asked could not be counted')
  }
}

async function addCounts(
  ctx: Context,
  taken: readonly { name: string; count: Count; own: number }[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; spent: number }>`
    insert into core.request_counts as c (name, minute, spent)
    select * from unnest(${textArray(taken.map(({ name }) => name))}::text[],
      ${plainArray(taken.map(({ count }) => minuteOf(count).toISOString()))}::timestamptz[],
      ${plainArray(taken.map(({ own }) => own))}::int[]) n order by 1
    on conflict (name, minute) do update set spent = c.spent + excluded.spent returning name, spent`.execute(ctx.db)
  await sql`delete from core.request_counts where minute < now() - make_interval(mins => ${KEPT_MINUTES})`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.name, row.spent]))
}
