import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray } from '#core/database/column-arrays.ts'
import { isConnectionError } from '#core/database/connection-errors.ts'
import type { House } from '#core/house.ts'
import { tellDesks } from '#core/live/note.ts'
import { type OpenShop, openShop } from '../connection/open-shop.ts'
import { ShopError } from '../platform/platform.ts'
import { platforms } from '../platform/platforms.ts'
import { type ShopNews, togetherOf } from '../platform/shop-news.ts'
import { takeInNews } from './take-in-news.ts'

/** Messages of one shop in one go: a shop that sends thousands holds up no other. */
const MOST = 25
const LONG_MS = 60_000
/** A message that a shop does not answer for is asked about for a day. */
const WAITS_MS = [5000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000, 28_800_000]

interface Waiting {
  messageId: string
  connectionId: number
  topic: string
  body: Record<string, unknown>
  receivedAt: Date
  tries: number
}

/** Takes in what shops sent, oldest first, until nothing is due or the process is to stop. */
export async function processMessages(house: House, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const waiting = await house.asSystem('shops.process', findWaiting)
    if (waiting.length === 0) return
    for (const [connectionId, messages] of Map.groupBy(waiting, (message) => message.connectionId)) {
      await processOfShop(house, connectionId, messages)
    }
  }
}

async function findWaiting(ctx: Context): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select m.message_id as "messageId", c.connection_id as "connectionId", m.topic, m.body,
      m.received_at as "receivedAt", m.tries
    from shops.connections c cross join lateral (
      select * from shops.messages w
      where w.connection_id = c.connection_id and w.state = 'waiting' and w.next_try_at <= ${ctx.now}
      order by w.next_try_at, w.message_id limit ${MOST}
    ) m order by c.connection_id, m.next_try_at, m.message_id`.execute(ctx.db)
  return rows
}

async function processOfShop(house: House, connectionId: number, messages: readonly Waiting[]): Promise<void> {
  const shop = await house.asSystem('shops.process', (ctx) => openShop(ctx, { connectionId }))
  if (!shop) return
  const read: { message: Waiting; news: ShopNews }[] = []
  for (const message of messages) {
    const news = await readMessage(house, shop, message)
    if (news) read.push({ message, news })
  }
  try {
    await takeIn(house, shop, read)
  } catch (error) {
    if (isPassing(error)) throw error
    // One of them can't be taken in: each by itself then.
    for (const one of read) await takeAlone(house, shop, one)
  }
}

/** What a message tells, with what the shop was asked for; null: it waits for the shop, or never can be read. */
async function readMessage(house: House, shop: OpenShop, message: Waiting): Promise<ShopNews | null> {
  try {
    const platform = platforms[shop.platform]
    const { news, wants, problem } = platform.read(message)
    if (problem) {
      await house.asSystem('shops.park', (ctx) => park(ctx, message.messageId, problem))
      return null
    }
    const found: ShopNews[] = []
    for (const wanted of wants) found.push(await platform.find(shop.access, wanted, message))
    return togetherOf([news, ...found])
  } catch (error) {
    await house.asSystem('shops.process', (ctx) => postpone(ctx, message, error))
    return null
  }
}

async function takeIn(
  house: House,
  shop: OpenShop,
  read: readonly { message: Waiting; news: ShopNews }[],
): Promise<void> {
  if (read.length === 0) return
  await house.asSystem(
    'shops.process',
    async (ctx) => {
      const ids = read.map(({ message }) => message.messageId)
      const { rows } = await sql<{ message_id: string }>`
        update shops.messages set state = 'done', reason = null, tries = tries + 1
        where message_id = any(${plainArray(ids)}::uuid[]) and state = 'waiting' returning message_id`.execute(ctx.db)
      const mine = new Set(rows.map((row) => row.message_id))
      const news = togetherOf(read.filter(({ message }) => mine.has(message.messageId)).map((one) => one.news))
      const { refused } = await takeInNews(ctx, shop, news, { isHistory: false })
      if (refused.length > 0 && read.length > 1) throw new RefusedError()
      const reason = refused.map((one) => `${one.what}: ${one.reason}`).join('; ')
      if (refused.length > 0) await park(ctx, read[0]?.message.messageId ?? '', reason)
      tellDesks(ctx, { topic: 'shops', units: null, permission: 'connections.manage' })
    },
    LONG_MS,
  )
}

/** Among several messages one tells what can't stand: they are taken in one by one to name it. */
class RefusedError extends Error {}

async function takeAlone(house: House, shop: OpenShop, one: { message: Waiting; news: ShopNews }): Promise<void> {
  await takeIn(house, shop, [one]).catch((error) => {
    if (isPassing(error)) throw error
    house.log.warn({ err: error }, 'a message of a shop could not be taken in')
    const reason = `failed: ${error instanceof Error ? error.message : String(error)}`
    return house.asSystem('shops.park', (ctx) => park(ctx, one.message.messageId, reason))
  })
}

async function park(ctx: Context, messageId: string, reason: string): Promise<void> {
  await sql`update shops.messages set state = 'parked', reason = ${reason.slice(0, 300)}
    where message_id = ${messageId}::uuid`.execute(ctx.db)
}

/** The shop does not answer: later again, and after a day not any more. What isn't the shop's fault is parked at once. */
async function postpone(ctx: Context, { messageId, connectionId, tries }: Waiting, error: unknown): Promise<void> {
  const reason = error instanceof ShopError ? error.code : `failed: ${error instanceof Error ? error.message : error}`
  const wait = error instanceof ShopError ? WAITS_MS[tries] : undefined
  if (wait === undefined) return park(ctx, messageId, reason)
  const later = Math.max(wait, (error as ShopError).retryAfterMs ?? 0)
  const spread = later * (0.75 + Math.random() / 2)
  await sql`
    update shops.messages set tries = tries + 1, reason = ${reason}, next_try_at = ${new Date(ctx.now.getTime() + spread)}
    where message_id = ${messageId}::uuid`.execute(ctx.db)
  await sql`update shops.connections set error = ${reason}, error_at = ${ctx.now}
    where connection_id = ${connectionId}`.execute(ctx.db)
}

const isPassing = (error: unknown): boolean =>
  isConnectionError(error) || /^(40|53|55)/.test(String((error as { code?: unknown } | null)?.code ?? ''))
