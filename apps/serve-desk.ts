import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { House } from '#core/house.ts'
import { sessionToken } from '#modules/team/sign-in/session.ts'

const PAGE_NONCE = /__NONCE__/g

/** Strangers are sent to the sign-in at once, not by an app that had to load first; it leads back to this address. */
const signInFor = (address: string) =>
  address === '/' || !/^\/[^/\\]/.test(address) ? '/sign-in' : `/sign-in?to=${encodeURIComponent(address)}`

/** The built web app: hashed files for a year, its one page fresh each time with this answer's nonce. */
export async function serveDesk(app: FastifyInstance, house: House, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/', { schema: { hide: true } }, async (_request, reply) =>
      reply.status(503).type('text/plain; charset=utf-8').send('The web desk is not built yet. Run: npm run build\n'),
    )
    return
  }
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable')
    },
  })
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    // Addresses of the API never answer with the page; unknown ones there are 404.
    if (/^\/+(api|assets|health|metrics)(\/|$)/i.test(decodeURIComponent(path))) return reply.callNotFound()
    if (!path.startsWith('/sign-in') && sessionToken(house, request) === null)
      return reply.redirect(signInFor(request.url), 302)
    return reply.type('text/html; charset=utf-8').send(page.replaceAll(PAGE_NONCE, reply.nonce))
  })
}
