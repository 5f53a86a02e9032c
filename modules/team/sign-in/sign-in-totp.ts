import { AppError } from '#core/errors.ts'
import { checkSecondFactor } from './check-second-factor.ts'
import type { signInTotpCall } from './contract.ts'
import { enterAs } from './enter-as.ts'
import { asPerson, type Exchange, notSignedIn } from './serve-exchange.ts'
import { findSession, sessionToken } from './session.ts'
import { countAttempt, forgiveAttempt, privateLimit } from './throttle.ts'

/** Five wrong codes lock the second step of an account for a quarter of an hour. */
export const codeLimit = (staffId: string) => privateLimit('totp', staffId, 5, 900)

/**
 * The second step. @throws 401 `not_signed_in` without the first, 401 `wrong_code`, 429 `too_many_attempts`
 */
export async function signInTotp(exchange: Exchange<typeof signInTotpCall>): Promise<{ next: 'desk' }> {
  const { house, input, request } = exchange
  const token = sessionToken(house, request)
  const half = token && (await house.asSystem('team.sign-in', (ctx) => findSession(ctx, token, 'totp')))
  if (!half) throw notSignedIn()
  const limits = [codeLimit(half.staffId)]
  await countAttempt(house, limits)
  const person = { id: half.staffId, name: half.name }
  const right = await asPerson(exchange, person, (ctx) => checkSecondFactor(ctx, half.staffId, input.code))
  if (!right) throw new AppError(401, 'wrong_code', 'This code is wrong, too old, or was used already.')
  await enterAs(exchange, person, (ctx) => forgiveAttempt(ctx, limits))
  return { next: 'desk' }
}
