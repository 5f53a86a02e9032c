import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

/**
 * Encrypts a text for the database (AES-256-GCM). `owner` is bound to it: a sealed text moved to another row does not
 * open there.
 */
export function seal(houseSecret: string, owner: string, text: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(houseSecret), nonce).setAAD(Buffer.from(owner))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** @throws when the text was sealed for another owner, with another secret, or altered. */
export function unseal(houseSecret: string, owner: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(houseSecret), sealed.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
}

const keyOf = (houseSecret: string) => Buffer.from(hkdfSync('sha256', houseSecret, 'rapport', 'seal', 32))
