import { keepsSecureCookies } from '#core/access/cookies.ts'
import { companySettings } from '#core/company.ts'
import { defineRoom } from '#core/module.ts'
import { actorOfKey, actorOfKeyId } from './access/actor-of-key.ts'
import { actorOfSession } from './access/actor-of-session.ts'
import { actorOfStaff } from './access/actor-of-staff.ts'
import { rememberedActor } from './access/remembered-actors.ts'
import { calls } from './calls.ts'
import { cleanUpSignIn } from './sign-in/clean-up.ts'
import * as signInCalls from './sign-in/contract.ts'
import { sendResetLink } from './sign-in/forgot-password.ts'
import { serveSignIn } from './sign-in/serve-sign-in.ts'
import { sessionToken } from './sign-in/session.ts'
import { mailInvitation } from './staff/invite-staff.ts'

export const team = defineRoom({
  name: 'team',
  folder: import.meta.dirname,
  settings: companySettings,
  permissions: {
    'settings.change': { allows: 'Change the settings of the company', roles: ['manager'] },
    'staff.manage': { allows: 'Invite, change and disable staff, units and roles', roles: [] },
    'keys.manage': { allows: 'Make and revoke API keys', roles: [] },
    'audit.read': { allows: 'Read the audit log', roles: ['auditor'] },
  },
  calls,
  jobs: [cleanUpSignIn, sendResetLink, mailInvitation],
  exchanges: Object.values(signInCalls),
  routes: serveSignIn,
  onOpen: async (house) => {
    if (!keepsSecureCookies(house)) {
      house.log.warn(
        { url: house.publicUrl.href },
        'the public address is plain http: sign-in cookies can be overheard; put TLS in front and set PUBLIC_URL to https',
      )
    }
  },
  actors: {
    ofRequest: async (house, request) => {
      const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
      if (key) return rememberedActor(house, key, () => house.asSystem('team.sign-in', (ctx) => actorOfKey(ctx, key)))
      const token = request.headers.authorization === undefined ? sessionToken(house, request) : null
      if (!token) return null
      return rememberedActor(house, token, () => house.asSystem('team.sign-in', (ctx) => actorOfSession(ctx, token)))
    },
    ofStaff: (house, staffId) => house.asSystem('team.actor', (ctx) => actorOfStaff(ctx, staffId)),
    ofKey: (house, keyId) => house.asSystem('team.actor', (ctx) => actorOfKeyId(ctx, keyId)),
  },
})
