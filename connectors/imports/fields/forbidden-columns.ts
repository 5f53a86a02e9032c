import { headerKey } from './header-key.ts'

const NAMES = new Set(
  (
    'role roles rolename permission permissions password passwordhash passwd pwd secret totpsecret apikey isadmin admin ' +
    'shopid dealerid unitid unitids tenantid ownerid ownerstaffid staffid points balance credit ' +
    'consentat consentby emailverified verifiedat createdby updatedby runid version deletedat archivedat proto constructor prototype ' +
    '密码 角色 权限'
  ).split(' '),
)

/**
 * True for columns that a file may never set, whatever they are mapped to: rights, secrets, owners, points, proofs of
 * consent. They are refused by name, so that nobody believes they were taken.
 */
export const isForbiddenColumn = (header: string): boolean =>
  NAMES.has(headerKey(header)) || /^(?:__proto__|constructor|prototype)$/.test(header.trim())
