import type { FastifyInstance } from 'fastify'
import type { House } from '#core/house.ts'

const KEEP_MS = 1000

/** `/health`: can this process serve? Cheap, cached for a second, tells nothing about the company. */
export function serveHealth(app: FastifyInstance, house: House): void {
  let checkedAt = 0
  let healthy: Promise<boolean> = Promise.resolve(false)
  const check = () =>
    house.database.app.query('select 1').then(
      () => true,
      () => false,
    )
  app.get('/health', { schema: { hide: true } }, async (_request, reply) => {
    if (Date.now() - checkedAt > KEEP_MS) {
      checkedAt = Date.now()
      healthy = check()
    }
    const ok = await healthy
    return reply.status(ok ? 200 : 503).send({ status: ok ? 'ok' : 'database unavailable' })
  })
}
