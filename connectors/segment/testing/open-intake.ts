import type { InjectOptions } from 'fastify'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import type { TestHouse } from '#core/testing/test-house.ts'
import { processInbox } from '../process/process-inbox.ts'
import { addSource } from '../source/manage-sources.ts'

export interface Intake {
  sourceId: number
  writeKey: string
  /** Posts a body as it is; text is JSON already. */
  post(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>
  /** Takes in what lies in the inbox, and what follows from it. */
  settle(): Promise<void>
  rows<T = Record<string, never>>(text: string, values?: unknown[]): Promise<T[]>
}

/** A source of events in a house, for tests. */
export async function openIntake(
  { house, app }: TestHouse,
  more: { quota?: number; origins?: string[] } = {},
): Promise<Intake> {
  const input = { name: 'Shop', source: 'web', ...more }
  const { sourceId, writeKey } = await house.asSystem('test', (ctx) => addSource(ctx, input))
  const basic = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`
  return {
    sourceId,
    writeKey,
    post: async (path, body, headers = {}) => {
      const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
      const answer = await app.inject({
        method: 'POST',
        url: path,
        headers: { authorization: basic, 'content-type': 'application/json', ...headers },
        payload,
      } as InjectOptions)
      return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() }
    },
    settle: async () => {
      await processInbox(house, new AbortController().signal)
      await runWaitingJobs(house)
    },
    rows: async (text, values = []) => (await house.database.owner.query(text, values)).rows,
  }
}
