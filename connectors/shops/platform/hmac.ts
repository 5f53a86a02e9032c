import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whether a signature is the HMAC-SHA256 (base64) of these bytes by one of the secrets; takes as long for a wrong one. */
export function isSignedBy(body: Buffer, given: unknown, secrets: readonly string[]): boolean {
  const signature = typeof given === 'string' && given.length <= 100 ? Buffer.from(given) : Buffer.alloc(0)
  let isGood = false
  for (const secret of secrets) {
    const own = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'))
    if (secret !== '' && own.length === signature.length && timingSafeEqual(own, signature)) isGood = true
  }
  return isGood
}
