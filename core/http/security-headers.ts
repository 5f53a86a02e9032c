import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#core/house.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** For `<script nonce>` and `<style nonce>` of pages. */
    nonce: string
  }
}

/** Headers of every answer, errors included (attacks K1). Pages that need more than this set their own policy. */
export function securityHeaders(app: FastifyInstance, house: House): void {
  app.decorateReply('nonce', '')
  app.addHook('onRequest', async (request, reply) => setHeaders(request, reply, house))
}

/** The same for answers that no hook comes to see: addresses that can't be read. */
export function setHeaders(request: FastifyRequest, reply: FastifyReply, house: House): void {
  reply.nonce = randomBytes(16).toString('base64')
  reply.headers({
    'content-security-policy': policy(reply.nonce),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), payment=(), usb=()',
    'cache-control': 'no-store',
    'x-request-id': request.id,
  })
  const overTls = house.publicUrl.protocol === 'https:'
  if (overTls) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
}

const policy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
