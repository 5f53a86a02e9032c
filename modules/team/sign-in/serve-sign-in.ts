import type { FastifyInstance } from 'fastify'
import type { House } from '#core/house.ts'
import { changeOwnSession } from '../account/change-session.ts'
import { findOwnSession } from '../account/find-session.ts'
import { changeOwnPassword, confirmOwnPassword } from '../account/own-password.ts'
import { listOwnSessions, revokeOwnSession, signOut } from '../account/own-sessions.ts'
import { confirmTwoFactor, removeTwoFactor, renewBackupCodes, startTwoFactor } from '../account/two-factor.ts'
import * as calls from './contract.ts'
import { becomeOwner, signInByLink } from './first-owner.ts'
import { forgotPassword } from './forgot-password.ts'
import { acceptInvite, resetPassword } from './reset-password.ts'
import { serveExchange } from './serve-exchange.ts'
import { signIn } from './sign-in.ts'
import { signInTotp } from './sign-in-totp.ts'

/** Every call about sessions and one's own account. */
export function serveSignIn(app: FastifyInstance, house: House): void {
  serveExchange(app, house, calls.findSessionCall, findOwnSession)
  serveExchange(app, house, calls.changeSessionCall, changeOwnSession)
  serveExchange(app, house, calls.signInCall, signIn)
  serveExchange(app, house, calls.signInTotpCall, signInTotp)
  serveExchange(app, house, calls.signInLinkCall, signInByLink)
  serveExchange(app, house, calls.signInFirstCall, becomeOwner)
  serveExchange(app, house, calls.forgotPasswordCall, forgotPassword)
  serveExchange(app, house, calls.resetPasswordCall, resetPassword)
  serveExchange(app, house, calls.acceptInviteCall, acceptInvite)
  serveExchange(app, house, calls.signOutCall, signOut)
  serveExchange(app, house, calls.listSessionsCall, listOwnSessions)
  serveExchange(app, house, calls.revokeSessionCall, revokeOwnSession)
  serveExchange(app, house, calls.changePasswordCall, changeOwnPassword)
  serveExchange(app, house, calls.sudoCall, confirmOwnPassword)
  serveExchange(app, house, calls.startTwoFactorCall, startTwoFactor)
  serveExchange(app, house, calls.confirmTwoFactorCall, confirmTwoFactor)
  serveExchange(app, house, calls.removeTwoFactorCall, removeTwoFactor)
  serveExchange(app, house, calls.renewBackupCodesCall, renewBackupCodes)
}
