import type { FastifyRequest } from 'fastify'
import { forbidden } from '#core/errors.ts'
import type { House } from '#core/house.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses state-changing requests that another site makes a signed-in browser send. API keys carry no ambient rights
 * and are let through.
 */
export function refuseCrossSite(request: FastifyRequest, house: House): void {
  if (SAFE.has(request.method) || request.headers.authorization !== undefined) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refusal()
  const origin = request.headers.origin
  if (origin === undefined) return
  if (origin !== house.publicUrl.origin && origin !== `${request.protocol}://${request.host}`) throw refusal()
}

const refusal = () => forbidden('cross_site', 'This request came from another site.')
