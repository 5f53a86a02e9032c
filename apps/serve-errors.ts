import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { errorPage } from './error-page.ts'

/** `/docs/errors`, where the `type` of every error leads: what each code means and what to do. */
export function serveErrors(app: FastifyInstance): void {
  const markdown = readFileSync(join(import.meta.dirname, '../docs/errors.md'), 'utf8')
  app.get('/docs/errors', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(errorPage(markdown, app.house.rooms, reply.nonce)),
  )
}
