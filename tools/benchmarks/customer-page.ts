import autocannon from 'autocannon'
import pg from 'pg'
import { systemActor } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { findCustomer } from '#modules/customers/customer/find-customer.ts'
import { listInteractions } from '#modules/customers/interaction/list-interactions.ts'
import { type Figure, milliseconds, percent, perSecond } from './figure.ts'
import { median, percentile } from './percentile.ts'
import { recordStatements, type Statement } from './record-statements.ts'
import type { Scene } from './scene.ts'

const IN_FLIGHT = 16
const CUSTOMERS = 1000
const ROUNDS = 3
const ROUND_SECONDS = 8

interface Round {
  perSecond: number
  p50: number
  p99: number
}

/**
 * Record with scores, and the newest 50 interactions, of customers chosen by chance: through the served house, and the
 * very statements of those two calls through bare `pg`, turn by turn.
 */
export async function measureCustomerPage(scene: Scene): Promise<Figure[]> {
  const ids = await chosenCustomers(scene)
  const transactions = await transactionsOf(scene, ids)
  const served: Round[] = []
  const bare: Round[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await replay(scene, transactions))
    served.push(await serve(scene, ids))
  }
  const whole = middle(served)
  const limit = middle(bare)
  const ratio = whole.perSecond / limit.perSecond
  return [
    {
      what: 'customer page data: throughput, 16 in flight',
      measured: `${perSecond(whole.perSecond)} calls`,
      budget: '≥ 40 % of bare pg',
      meets: ratio >= 0.4,
      bare: `${perSecond(limit.perSecond)} transactions`,
      ratio: percent(ratio),
      notes: [
        `Two calls a page: the record with its scores, and the newest 50 interactions, of ${CUSTOMERS} customers chosen by chance. Bare: the same statements (begin, role, audit entry, prepared plans and commit included) by bare pg on ${IN_FLIGHT} connections in another process than the database. Middle of ${ROUNDS} rounds of ${ROUND_SECONDS} s each, turn by turn.`,
      ],
    },
    {
      what: 'customer page data: time of a call, 16 in flight',
      measured: `p50 ${milliseconds(whole.p50)}, p99 ${milliseconds(whole.p99)}`,
      budget: 'p99 < 50 ms',
      meets: whole.p99 < 50,
      bare: `p50 ${milliseconds(limit.p50)}, p99 ${milliseconds(limit.p99)}`,
      ratio: `${(whole.p99 / limit.p99).toFixed(1)} ×`,
      notes: [],
    },
  ]
}

async function chosenCustomers({ house }: Scene): Promise<string[]> {
  const { rows } = await house.database.owner.query<{ customer_id: string }>(
    'select customer_id from customers.customers where listed order by md5(customer_id::text) limit $1',
    [CUSTOMERS],
  )
  return rows.map((row) => row.customer_id)
}

/** What the database is sent for each call, noted while the use cases run. */
async function transactionsOf({ house }: Scene, ids: readonly string[]): Promise<Statement[][]> {
  const found: Statement[][] = []
  const note = async (use: (ctx: Context) => Promise<unknown>) => {
    const options = { actor: systemActor('bench'), permission: 'customers.read', readOnlyForCaller: true }
    found.push(await recordStatements(house.database.app, () => house.transaction(options, use)))
  }
  for (const customerId of ids) {
    await note(async (ctx) => {
      await findCustomer(ctx, { customerId })
      audit(ctx, 'read GET /api/customers/:customerId', { customerId })
    })
    await note(async (ctx) => {
      await listInteractions(ctx, { customerId, limit: 50 })
      audit(ctx, 'read GET /api/customers/:customerId/interactions', { customerId, details: { limit: 50 } })
    })
  }
  return found
}

async function replay({ house }: Scene, transactions: readonly Statement[][]): Promise<Round> {
  const clients = Array.from({ length: IN_FLIGHT }, () => new pg.Client(house.database.connection))
  await Promise.all(clients.map((client) => client.connect()))
  const times: number[] = []
  const begun = performance.now()
  const until = begun + ROUND_SECONDS * 1000
  await Promise.all(
    clients.map(async (client, index) => {
      for (let at = index * 61; performance.now() < until; at++) {
        const sent = performance.now()
        for (const statement of transactions[at % transactions.length] ?? []) await client.query(statement)
        times.push(performance.now() - sent)
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  await Promise.all(clients.map((client) => client.end()))
  return { perSecond: times.length / seconds, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
}

async function serve({ url, key }: Scene, ids: readonly string[]): Promise<Round> {
  const requests = ids.flatMap((id) => [
    { method: 'GET' as const, path: `/api/customers/${id}` },
    { method: 'GET' as const, path: `/api/customers/${id}/interactions?limit=50` },
  ])
  let clients = 0
  const result = await autocannon({
    url,
    connections: IN_FLIGHT,
    duration: ROUND_SECONDS,
    headers: { authorization: `Bearer ${key}` },
    // Each connection begins elsewhere in the list, so that they don't all ask for the same customer at once.
    setupClient: (client) => {
      const from = (clients++ * 61) % requests.length
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)])
    },
  })
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx + result.errors} calls failed`)
  return { perSecond: result.requests.total / result.duration, p50: result.latency.p50, p99: result.latency.p99 }
}

const middle = (rounds: readonly Round[]): Round => ({
  perSecond: median(rounds.map((round) => round.perSecond)),
  p50: median(rounds.map((round) => round.p50)),
  p99: median(rounds.map((round) => round.p99)),
})
