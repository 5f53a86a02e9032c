import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import type { ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openReceiver, type Received, type Receiver } from '#core/testing/receiver.ts'
import { openTestHouse, type TestHouse } from '#core/testing/test-house.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import type { Browser } from '#modules/team/testing/browser.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../../apps/rooms.ts'

export interface MadeWebhook {
  webhookId: string
  secret: string
  version: number
}

export interface Log {
  messageId: string
  webhookId: string
  type: string
  state: string
  attempts: number
  status: number | null
  error: string | null
  nextAt: string | null
  ms: number | null
}

export interface Outside extends TestHouse {
  owner: Browser
  /** Where names lead; nothing leaves this machine. */
  places: Map<string, LookupAddress[]>
  /** A receiver that the house may speak to. */
  receiver(answer?: (request: Received, response: ServerResponse) => void): Promise<Receiver>
  add(url: string, events?: string[]): Promise<MadeWebhook>
  log(webhookId: string, query?: string): Promise<Log[]>
  /** Makes a customer, which is an event; answers its id. */
  happen(name?: string): Promise<string>
  /** Does what is due, and what follows from it. */
  settle(): Promise<void>
  /** Everything that webhooks know of time becomes so much older: the clock moves on. */
  later(interval: string): Promise<void>
  rows<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>
}

/** A house with receivers beside it, for tests. */
export async function openOutside(): Promise<Outside> {
  const outward = {
    allow: [] as string[],
    lookup: async (host: string) => places.get(host) ?? Promise.reject(new Error('ENOTFOUND')),
  }
  const places = new Map<string, LookupAddress[]>()
  const tested = await openTestHouse(rooms, { outward })
  const { house, app } = tested
  await addPerson(house, 'owner@shop.test', 'owner')
  const owner = await signInAs(app, 'owner@shop.test')
  const rows: Outside['rows'] = async (text, values = []) => (await house.database.owner.query(text, values)).rows
  return {
    ...tested,
    owner,
    places,
    rows,
    receiver: async (answer) => {
      const receiver = await openReceiver(answer)
      outward.allow.push(`127.0.0.1:${receiver.port}`)
      return receiver
    },
    add: async (url, events = ['customers.customer.created']) => {
      const made = await owner.post('/api/webhooks', { url, description: 'ERP', events })
      assert.equal(made.statusCode, 201, made.body)
      return { ...made.json().webhook, secret: made.json().secret }
    },
    log: async (webhookId, query = '') => {
      const answer = await owner.get(`/api/webhooks/${webhookId}/deliveries${query}`)
      assert.equal(answer.statusCode, 200, answer.body)
      return answer.json().items
    },
    happen: async (name = 'Ada') => {
      const made = await owner.post('/api/customers', { name })
      assert.equal(made.statusCode, 201, made.body)
      return made.json().id
    },
    settle: () => runWaitingJobs(house),
    later: async (interval) => {
      await rows(
        `update webhooks.deliveries set next_at = next_at - $1::interval, since = since - $1::interval,
           last_at = last_at - $1::interval`,
        [interval],
      )
      await rows('update webhooks.messages set occurred_at = occurred_at - $1::interval', [interval])
      await rows(
        `update webhooks.endpoints set resting_until = resting_until - $1::interval,
           old_secret_until = old_secret_until - $1::interval`,
        [interval],
      )
      await rows(
        `select graphile_worker.add_job('webhooks.left-overs', '{}', run_at => now(), job_key => 'test-left-overs')`,
      )
    },
  }
}

/** What a receiver does with each request: checks its signature and reads it. @throws when it is not signed right. */
export const verified = (secret: string, { body, headers }: Received) =>
  new Webhook(secret).verify(body, headers) as { type: string; timestamp: string; data: Record<string, unknown> }
