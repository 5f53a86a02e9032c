import { setTimeout as wait } from 'node:timers/promises'
import type { House } from '#core/house.ts'
import { tellDesks } from '#core/live/note.ts'
import { type Claim, claimDue, nextDue } from './claim-due.ts'
import { giveBack, recordOutcome } from './record-outcome.ts'
import { sendMessage } from './send-message.ts'
import { wakeDelivery } from './wake-delivery.ts'

/** More than all addresses together may take: no address waits for another. */
const AT_ONCE = 100
/** How often to look for new work while something is on its way. */
const LOOK_MS = 500
const TELL_MS = 1000

/**
 * Sends what is due until nothing is, many at once: an address that takes ten seconds holds up only itself. Then has
 * itself woken for what comes next.
 */
export async function deliverDue(house: House, signal: AbortSignal): Promise<void> {
  const flying = new Set<Promise<void>>()
  const teller = tellNowAndThen(house)
  try {
    for (;;) {
      const claims = signal.aborted ? [] : await claimDue(house, AT_ONCE - flying.size)
      for (const claim of claims) {
        const flight = deliver(house, claim, signal).finally(() => flying.delete(flight))
        flying.add(flight)
      }
      if (flying.size === 0) break
      await Promise.race([...flying, wait(LOOK_MS)])
      await teller.tell()
    }
  } finally {
    await Promise.all(flying)
    await teller.tell(true)
  }
  const at = signal.aborted ? new Date() : await nextDue(house)
  if (at) await house.asSystem('webhooks.deliver', async (ctx) => wakeDelivery(ctx, at))
}

/** One attempt. What can't be recorded stays claimed, and is tried again when the claim is over. */
async function deliver(house: House, claim: Claim, signal: AbortSignal): Promise<void> {
  try {
    const outcome = await sendMessage(house, claim, signal)
    if (signal.aborted && outcome.status === null) await giveBack(house, claim)
    else await recordOutcome(house, claim, outcome)
  } catch (error) {
    house.log.warn({ err: error, webhook: claim.endpointId }, 'how a webhook went could not be recorded')
  }
}

/** Open pages are told at most once a second, and at the end. */
function tellNowAndThen(house: House) {
  let told = 0
  return {
    tell: async (atOnce = false) => {
      if (!atOnce && Date.now() - told < TELL_MS) return
      told = Date.now()
      await house.asSystem('webhooks.deliver', async (ctx) =>
        tellDesks(ctx, { topic: 'webhooks', units: null, permission: 'webhooks.manage' }),
      )
    },
  }
}
