import type { FastifyRequest } from 'fastify'

/**
 * Says with each webhook how many of ours led to it. A receiver that calls our API because of a webhook hands it on, and
 * a circle of the two is cut. Of a request without it we can't know.
 */
export const HOPS_HEADER = 'rapport-depth'

/** What a request says about the webhooks that led to it; whatever is no small number counts as nothing said. */
export function hopsOf(request: FastifyRequest): number {
  const said = request.headers[HOPS_HEADER]
  return typeof said === 'string' && /^\d{1,2}$/.test(said) ? Number(said) : 0
}
