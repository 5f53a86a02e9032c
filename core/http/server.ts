import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { House } from '#core/house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { checkedJson } from './checked-json.ts'
import { serveHealth } from './health.ts'
import { countRequests } from './metrics.ts'
import { openApi } from './openapi.ts'
import { answerErrors, answerUnreadable } from './problem.ts'
import { securityHeaders } from './security-headers.ts'
import { serveCall } from './serve-call.ts'

declare module 'fastify' {
  interface FastifyInstance {
    house: House
  }
}

export interface ServerOptions {
  /** Believe X-Forwarded-For of these proxies (addresses or CIDR), nobody by default. */
  trustProxy?: string[]
}

/** The HTTP server with every room's calls, not yet listening. */
export async function buildServer(house: House, options: ServerOptions = {}): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: house.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuid7(),
    bodyLimit: 1_048_576,
    requestTimeout: 15_000,
    connectionTimeout: 20_000,
    keepAliveTimeout: 65_000,
    trustProxy: options.trustProxy ?? false,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false, caseSensitive: true },
    forceCloseConnections: 'idle',
    frameworkErrors: answerUnreadable(house),
  } as Parameters<typeof Fastify>[0]) as unknown as FastifyInstance
  app.decorate('house', house)
  letGoWhenClosing(app)
  securityHeaders(app, house)
  answerErrors(app)
  checkedJson(app)
  countRequests(app)
  await openApi(app)
  serveHealth(app, house)
  for (const room of house.rooms) {
    for (const served of room.calls ?? []) serveCall(app, house, served)
    room.routes?.(app, house)
  }
  return app
}

/** Connections whose last request ends while the server closes would otherwise be kept alive, and it open, for a minute. */
function letGoWhenClosing(app: FastifyInstance): void {
  let timer: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    timer = setInterval(() => app.server.closeIdleConnections(), 50)
  })
  app.server.on('close', () => clearInterval(timer))
}
