import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { emailPattern } from './email-pattern.ts'

const email = z.string().max(254).regex(emailPattern, 'Not an e-mail address')
const password = z.string().min(1).max(200)
const newPassword = z.string().min(10, 'At least 10 characters').max(200)
const name = z.string().trim().min(1).max(120)
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'Not a link of this house')
const code = z.string().trim().min(6).max(20)
const language = z.enum(['zh-CN', 'en'])

/** Where the desk goes after a step of signing in. */
const next = z.object({ next: z.enum(['desk', 'totp', 'first']) })

export const findSessionCall = call({
  method: 'GET',
  path: '/api/session',
  permission: 'signed-in',
  summary: 'Who is signed in, what they may do, and what the desk needs to know of the company',
  reply: z.object({
    actor: z.object({
      kind: z.enum(['staff', 'key']),
      id: z.string(),
      name: z.string(),
      email: z.string().optional(),
    }),
    permissions: z.array(z.string()),
    units: z.union([z.literal('all'), z.array(z.int())]),
    masked: z.array(z.string()),
    language: z.string(),
    company: z.object({
      name: z.string(),
      /** ISO 4217, or `auto`: the currency most orders are in. */
      currency: z.string(),
      timeZone: z.string(),
      country: z.string(),
    }),
    /** No customer has come in yet. */
    empty: z.boolean(),
    twoFactor: z.boolean(),
    /** False for a first owner who came in by the link and has not said who they are. */
    passwordSet: z.boolean(),
    /** Dangerous acts are open until then. */
    sudoUntil: z.iso.datetime().nullable(),
  }),
})

export const changeSessionCall = call({
  method: 'PATCH',
  path: '/api/session',
  permission: 'signed-in',
  summary: 'Change my name or language',
  body: z.object({ language: language.optional(), name: name.optional() }),
  errors: ['session_only'],
})

export const signInCall = call({
  method: 'POST',
  path: '/api/sign-in',
  permission: 'public',
  summary: 'Sign in with e-mail and password',
  body: z.object({ email: z.string().max(254), password }),
  reply: next,
  errors: ['wrong_credentials', 'too_many_attempts', 'sign_in_busy'],
})

export const signInTotpCall = call({
  method: 'POST',
  path: '/api/sign-in/totp',
  permission: 'public',
  summary: 'Second step: the code of the authenticator app, or a backup code',
  body: z.object({ code }),
  reply: next,
  errors: ['wrong_code', 'too_many_attempts', 'not_signed_in'],
})

export const signInLinkCall = call({
  method: 'POST',
  path: '/api/sign-in/link',
  permission: 'public',
  summary: 'Come in as the first owner, by the link that the server printed',
  body: z.object({ token }),
  reply: next,
  errors: ['link_expired', 'too_many_attempts'],
})

export const signInFirstCall = call({
  method: 'POST',
  path: '/api/sign-in/first',
  permission: 'public',
  summary: 'The first owner says who they are (with the link, or signed in by it)',
  body: z.object({ token: token.optional(), email, name, password: newPassword }),
  reply: next,
  errors: [
    'link_expired',
    'not_signed_in',
    'password_set',
    'password_too_weak',
    'staff_exists',
    'sign_in_busy',
    'too_many_attempts',
  ],
})

export const forgotPasswordCall = call({
  method: 'POST',
  path: '/api/sign-in/forgot',
  permission: 'public',
  summary: 'Send a link for a new password; answers the same whether the address is known or not',
  body: z.object({ email }),
  errors: ['too_many_attempts'],
})

export const resetPasswordCall = call({
  method: 'POST',
  path: '/api/sign-in/reset',
  permission: 'public',
  summary: 'Set a new password by the link; ends every session and key of the person',
  body: z.object({ token, password: newPassword }),
  errors: ['link_expired', 'password_too_weak', 'sign_in_busy', 'too_many_attempts'],
})

export const acceptInviteCall = call({
  method: 'POST',
  path: '/api/sign-in/invite',
  permission: 'public',
  summary: 'Accept an invitation and choose a password',
  body: z.object({ token, name, password: newPassword }),
  reply: next,
  errors: ['link_expired', 'password_too_weak', 'sign_in_busy', 'too_many_attempts'],
})

export const signOutCall = call({
  method: 'POST',
  path: '/api/sign-out',
  permission: 'public',
  summary: 'End this session',
})

export const listSessionsCall = call({
  method: 'GET',
  path: '/api/sessions',
  permission: 'signed-in',
  summary: 'Where I am signed in',
  reply: z.object({
    sessions: z.array(
      z.object({
        sessionId: z.string(),
        createdAt: z.iso.datetime(),
        seenAt: z.iso.datetime(),
        address: z.string().nullable(),
        agent: z.string().nullable(),
        current: z.boolean(),
      }),
    ),
  }),
  errors: ['session_only'],
})

export const revokeSessionCall = call({
  method: 'DELETE',
  path: '/api/sessions/:sessionId',
  permission: 'signed-in',
  summary: 'End one of my sessions',
  params: z.object({ sessionId: z.uuid() }),
  errors: ['session_only', 'session_not_found'],
})

export const changePasswordCall = call({
  method: 'POST',
  path: '/api/session/password',
  permission: 'signed-in',
  summary: 'Change my password; ends my other sessions and revokes the keys I made',
  body: z.object({ current: password, password: newPassword }),
  errors: ['session_only', 'wrong_password', 'password_too_weak', 'too_many_attempts', 'sign_in_busy'],
})

export const sudoCall = call({
  method: 'POST',
  path: '/api/session/sudo',
  permission: 'signed-in',
  summary: 'Confirm who I am before a dangerous act; holds for ten minutes',
  body: z.object({ password }),
  reply: z.object({ sudoUntil: z.iso.datetime() }),
  errors: ['session_only', 'wrong_password', 'too_many_attempts', 'sign_in_busy'],
})

export const startTwoFactorCall = call({
  method: 'POST',
  path: '/api/session/two-factor',
  permission: 'signed-in',
  summary: 'Begin setting up the second factor',
  reply: z.object({ secret: z.string(), address: z.string(), qr: z.string() }),
  errors: ['session_only', 'sudo_needed', 'two_factor_on'],
})

export const confirmTwoFactorCall = call({
  method: 'POST',
  path: '/api/session/two-factor/confirm',
  permission: 'signed-in',
  summary: 'Turn the second factor on with the first code; answers the backup codes once',
  body: z.object({ code }),
  reply: z.object({ backupCodes: z.array(z.string()) }),
  errors: ['session_only', 'sudo_needed', 'two_factor_on', 'two_factor_off', 'wrong_code', 'too_many_attempts'],
})

export const removeTwoFactorCall = call({
  method: 'DELETE',
  path: '/api/session/two-factor',
  permission: 'signed-in',
  summary: 'Turn the second factor off',
  errors: ['session_only', 'sudo_needed'],
})

export const renewBackupCodesCall = call({
  method: 'POST',
  path: '/api/session/two-factor/backup-codes',
  permission: 'signed-in',
  summary: 'New backup codes; the old ones end',
  reply: z.object({ backupCodes: z.array(z.string()) }),
  errors: ['session_only', 'sudo_needed', 'two_factor_off'],
})
