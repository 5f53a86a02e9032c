import { createHash, createHmac, randomBytes } from 'node:crypto'

/** A secret of 256 random bits, as text that fits into a cookie or an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a random secret. Random bits need no slow hash; a password does. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** What the database keeps of a short secret (a backup code): without the house's own secret it can't be guessed. */
export const keyedHash = (houseSecret: string, secret: string): Buffer =>
  createHmac('sha256', houseSecret).update(secret).digest()
