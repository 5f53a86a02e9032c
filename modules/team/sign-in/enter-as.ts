import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import { deviceToken, handOverDevice, rememberDevice } from './known-device.ts'
import { asPerson, type Exchange } from './serve-exchange.ts'
import { handOverSession, openSession, sessionToken } from './session.ts'

/** The last step of every way in: a new session, this browser remembered, an entry in the audit log. */
export async function enterAs(
  exchange: Pick<Exchange, 'house' | 'request' | 'reply'>,
  person: { id: string; name: string },
  withIt: (ctx: Context) => Promise<unknown> = async () => {},
): Promise<void> {
  const { house, request, reply } = exchange
  const made = await asPerson(exchange, person, async (ctx) => {
    await withIt(ctx)
    audit(ctx, 'team.signed_in', { target: person.id })
    return {
      session: await openSession(ctx, person.id, request, { stage: 'full', before: sessionToken(house, request) }),
      device: await rememberDevice(ctx, deviceToken(house, request), person.id),
    }
  })
  forgetActors(house)
  handOverSession(house, reply, made.session)
  handOverDevice(house, reply, made.device)
}
