import { Webhook } from 'standardwebhooks'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { HOPS_HEADER } from '#core/http/hops.ts'
import { safeFetch } from '#core/http/safe-fetch.ts'
import { openSecret } from '../endpoint/secret.ts'
import type { Claim } from './claim-due.ts'

/** How an attempt went: the status and how long it took. What the other side says beyond that is not kept. */
export interface Outcome {
  status: number | null
  error: string | null
  ms: number
}

const TIME_OUT_MS = 10_000

export const webhookIdOf = (messageId: string): string => `msg_${messageId.replaceAll('-', '')}`

/**
 * One attempt by the Standard Webhooks specification: the same `webhook-id` and body each time, a timestamp and signatures
 * of now, the secret before beside the present one while it is valid. Redirects are not followed.
 */
export async function sendMessage(house: House, claim: Claim, signal: AbortSignal): Promise<Outcome> {
  const begun = performance.now()
  const end = (status: number | null, error: string | null) => ({
    status,
    error,
    ms: Math.round(performance.now() - begun),
  })
  try {
    const body = JSON.stringify({ type: claim.type, timestamp: claim.occurredAt.toISOString(), data: claim.data })
    const headers = { ...signed(house, claim, body), [HOPS_HEADER]: String(claim.hops + 1) }
    const request = { method: 'POST', headers, body, signal, timeoutMs: TIME_OUT_MS } as const
    return end((await safeFetch(house.outward, claim.url, request)).status, null)
  } catch (error) {
    if (error instanceof AppError) return end(null, error.code)
    house.log.error({ err: error, webhook: claim.endpointId }, 'a webhook could not be sent')
    return end(null, 'not_sent')
  }
}

function signed(house: House, claim: Claim, body: string): Record<string, string> {
  const id = webhookIdOf(claim.messageId)
  const now = new Date()
  const secrets = [claim.secret, claim.oldSecret].filter((one) => one !== null)
  const signatures = secrets.map((sealed) =>
    new Webhook(openSecret(house, claim.endpointId, sealed)).sign(id, now, body),
  )
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}
