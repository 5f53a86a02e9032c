import { randomBytes } from 'node:crypto'
import { seal, unseal } from '#core/access/seal.ts'
import type { House } from '#core/house.ts'

/** A secret as the Standard Webhooks specification writes it: 32 random bytes in Base64. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export const sealSecret = (house: House, endpointId: string, secret: string): Buffer =>
  seal(house.secret, `webhook:${endpointId}`, secret)

export const openSecret = (house: House, endpointId: string, sealed: Buffer): string =>
  unseal(house.secret, `webhook:${endpointId}`, sealed)
