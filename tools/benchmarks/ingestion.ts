import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { addSource } from '#connectors/segment/source/manage-sources.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { counted, type Figure, milliseconds, percent, perSecond, seconds } from './figure.ts'
import { percentile } from './percentile.ts'
import type { Scene } from './scene.ts'

const SENDERS = 2
const BATCH = 100
const SECONDS = 10
const VISITORS = 2000
const PATIENCE_MS = 300_000

/** A batch as a site sends it: visitors who look at pages, search and put into the cart, some of them signed in. */
function batchOf(sender: number, nth: number, references: readonly string[]): object[] {
  return Array.from({ length: BATCH }, (_, at) => {
    const n = (sender * 7919 + nth * BATCH + at) % VISITORS
    const who = { anonymousId: `bench-${n}`, ...(n % 5 === 0 && { userId: references[n % references.length] }) }
    const page = { path: `/p/${at}`, title: `Product ${at}`, referrer: 'https://search.example/?q=tea' }
    const common = { messageId: uuid7(), timestamp: new Date().toISOString(), ...who, context: { page } }
    const events = [
      { type: 'page', properties: page },
      { type: 'track', event: 'Products Searched', properties: { query: `tea ${at}` } },
      {
        type: 'track',
        event: 'Product Viewed',
        properties: { sku: `S${at}`, name: `Product ${at}`, price: 12.5, category: 'tea' },
      },
      { type: 'track', event: 'Product Added', properties: { sku: `S${at}`, name: `Product ${at}`, quantity: 1 } },
    ]
    return { ...common, ...events[at % events.length] }
  })
}

/** Two senders one batch after another, each answered when it is safe on disk; beside it the bare insert of the same rows. */
export async function measureIngestion(scene: Scene): Promise<Figure[]> {
  const { house, url } = scene
  const { sourceId, writeKey } = await house.asSystem('bench', (ctx) =>
    addSource(ctx, { name: `bench ${Date.now()}`, source: 'shop', quota: 10_000_000 }),
  )
  const references = await referencesOf(scene)
  const times: number[] = []
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`
  const sent = await inTurn(async (sender, nth) => {
    const body = JSON.stringify({ batch: batchOf(sender, nth, references), sentAt: new Date().toISOString() })
    const begun = performance.now()
    const answer = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body,
    })
    if (!answer.ok) throw new Error(`/v1/batch: ${answer.status} ${await answer.text()}`)
    await answer.arrayBuffer()
    times.push(performance.now() - begun)
  })
  const drained = performance.now()
  await untilTakenIn(scene, sourceId)
  const lag = performance.now() - drained
  const bare = await bareInserts(scene, references)
  const rate = sent / SECONDS
  return [
    {
      what: 'event ingestion, durable before the answer',
      measured: perSecond(rate),
      budget: '≥ 5,000/s',
      meets: rate >= 5000,
      bare: perSecond(bare / SECONDS),
      ratio: percent(sent / bare),
      notes: [
        `${SENDERS} senders, batches of ${BATCH}, ${SECONDS} s, ${counted(sent)} events of ${counted(VISITORS)} visitors, a fifth signed in; a batch is answered in p50 ${milliseconds(percentile(times, 0.5))}, p99 ${milliseconds(percentile(times, 0.99))}, while the same process takes events in. Everything was on its timelines ${seconds(lag)} after the last one was sent. Bare: the same rows, one insert of ${BATCH} rows and a commit that waits for the disk, by pg on ${SENDERS} connections into a table with a primary key.`,
      ],
    },
  ]
}

async function referencesOf({ house }: Scene): Promise<string[]> {
  const { rows } = await house.database.owner.query<{ value: string }>(
    `select value from customers.identities where kind = 'ref' and source = 'shop' order by md5(value) limit 400`,
  )
  return rows.map((row) => row.value)
}

/** Events that all senders together got through. */
async function inTurn(send: (sender: number, nth: number) => Promise<void>): Promise<number> {
  const until = performance.now() + SECONDS * 1000
  let batches = 0
  await Promise.all(
    Array.from({ length: SENDERS }, async (_, sender) => {
      for (let nth = 0; performance.now() < until; nth++) {
        await send(sender, nth)
        batches++
      }
    }),
  )
  return batches * BATCH
}

async function untilTakenIn({ house }: Scene, sourceId: number): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(20)) {
    const { rows } = await house.database.owner.query('select 1 from segment.inbox where source_id = $1 limit 1', [
      sourceId,
    ])
    if (rows.length === 0) return
  }
  throw new Error('events are not taken in after five minutes')
}

async function bareInserts({ house }: Scene, references: readonly string[]): Promise<number> {
  const { owner, connection } = house.database
  await owner.query('create schema if not exists bench')
  await owner.query('drop table if exists bench.events')
  await owner.query(
    'create table bench.events (message_id uuid primary key, received_at timestamptz not null, event jsonb not null)',
  )
  await owner.query('grant usage on schema bench to rapport_app; grant insert on bench.events to rapport_app')
  const clients = Array.from({ length: SENDERS }, () => new pg.Client(connection))
  await Promise.all(clients.map((client) => client.connect()))
  const rows = await inTurn(async (sender, nth) => {
    const batch = batchOf(sender, nth, references) as { messageId: string }[]
    await clients[sender]?.query(
      `insert into bench.events select (e->>'messageId')::uuid, now(), e from jsonb_array_elements($1::jsonb) e`,
      [JSON.stringify(batch)],
    )
  })
  await Promise.all(clients.map((client) => client.end()))
  await owner.query('drop schema bench cascade')
  return rows
}
