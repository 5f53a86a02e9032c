import type { InjectOptions } from 'fastify'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import type { TestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addShop } from '../connection/add-shop.ts'
import type { PlatformName } from '../platform/platform.ts'
import { processMessages } from '../process/process-messages.ts'

interface Given {
  platform: PlatformName
  source: string
  address: string
  credentials: Record<string, string>
  secret?: string
  unitId?: number
}

/** Connects a shop in a house of a test. */
export async function openShops({ house, app }: TestHouse, given: Given) {
  const { secret, hookUrl, connectionId } = await house.asSystem('test', (ctx) =>
    addShop(ctx, { name: 'Shop', idempotencyKey: uuid7(), ...given } as Parameters<typeof addShop>[1]),
  )
  const path = new URL(hookUrl).pathname
  return {
    connectionId,
    path,
    secret: secret ?? given.secret ?? '',
    /** Knocks, pulls and does what follows. */
    settle: () => runWaitingJobs(house),
    send: async ({ payload, headers }: { payload: string | Buffer; headers: Record<string, string> }, to = path) =>
      (await app.inject({ method: 'POST', url: to, payload, headers } as InjectOptions)).statusCode,
    process: async () => {
      await processMessages(house, new AbortController().signal)
      await runWaitingJobs(house)
    },
    rows: async <T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> =>
      (await house.database.owner.query(text, values)).rows as T[],
  }
}
