import { seal, unseal } from '#core/access/seal.ts'
import { forbidden, notFound } from '#core/errors.ts'
import type { House } from '#core/house.ts'

const LINK_MS = 15 * 60_000

interface Holder {
  exportId: string
  makerKind: string
  makerId: string
}

/** The address of an export's file for its maker, good for 15 minutes. */
export function fileLink(house: House, holder: Holder, now: Date): string {
  const token = seal(house.secret, ownerOf(holder), String(now.getTime() + LINK_MS)).toString('base64url')
  return `/api/exports/${holder.exportId}/file?link=${token}`
}

/** @throws 404 `export_not_found` for a link that was altered or is somebody else's; 403 `export_link_expired`. */
export function checkLink(house: House, holder: Holder, token: string, now: Date): void {
  const until = Number(open(house, holder, token))
  if (now.getTime() > until) {
    throw forbidden('export_link_expired', 'This link has expired. Ask for a new one: GET /api/exports/{exportId}.')
  }
}

function open(house: House, holder: Holder, token: string): string {
  try {
    return unseal(house.secret, ownerOf(holder), Buffer.from(token, 'base64url'))
  } catch {
    throw notFound('export')
  }
}

const ownerOf = ({ exportId, makerKind, makerId }: Holder) => `export ${exportId} ${makerKind} ${makerId}`
