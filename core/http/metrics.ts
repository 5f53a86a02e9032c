import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { House } from '#core/house.ts'

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

interface Series {
  count: number
  sum: number
  buckets: number[]
}

/** What proxies add: a request that carries one of these came from elsewhere, though the proxy stands on this machine. */
const OF_PROXIES = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/** `/metrics` in the Prometheus text format: for this machine itself; elsewhere it takes the METRICS_TOKEN as bearer. */
export function countRequests(app: FastifyInstance): void {
  const requests = new Map<string, Series>()
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const labels = `method="${request.method}",route="${route}",status="${reply.statusCode}"`
    const series = requests.get(labels) ?? { count: 0, sum: 0, buckets: BUCKETS.map(() => 0) }
    const seconds = reply.elapsedTime / 1000
    series.count++
    series.sum += seconds
    BUCKETS.forEach((limit, i) => {
      if (seconds <= limit) series.buckets[i] = (series.buckets[i] ?? 0) + 1
    })
    requests.set(labels, series)
    request.log.debug(
      { requestId: request.id, method: request.method, route, status: reply.statusCode, ms: reply.elapsedTime },
      'served',
    )
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const token = process.env.METRICS_TOKEN
    const allowed = token ? isSame(request.headers.authorization ?? '', `Bearer ${token}`) : isLocal(request)
    if (!allowed) return reply.callNotFound()
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(render(requests, app.house))
  })
}

function isLocal({ ip, headers }: FastifyRequest): boolean {
  const isLoopback = ip === '::1' || ip.replace('::ffff:', '').startsWith('127.')
  return isLoopback && OF_PROXIES.every((name) => headers[name] === undefined)
}

function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(wanted))
}

function render(requests: Map<string, Series>, house: House): string {
  const lines = ['# TYPE rapport_http_request_seconds histogram']
  for (const [labels, series] of requests) {
    BUCKETS.forEach((limit, i) => {
      lines.push(`rapport_http_request_seconds_bucket{${labels},le="${limit}"} ${series.buckets[i]}`)
    })
    lines.push(`rapport_http_request_seconds_bucket{${labels},le="+Inf"} ${series.count}`)
    lines.push(`rapport_http_request_seconds_sum{${labels}} ${series.sum.toFixed(6)}`)
    lines.push(`rapport_http_request_seconds_count{${labels}} ${series.count}`)
  }
  const { app } = house.database
  const memory = process.memoryUsage()
  const gauges = {
    rapport_database_connections: app.totalCount,
    rapport_database_connections_idle: app.idleCount,
    rapport_database_waiting: app.waitingCount,
    process_resident_memory_bytes: memory.rss,
    nodejs_heap_used_bytes: memory.heapUsed,
    process_uptime_seconds: Math.round(process.uptime()),
  }
  for (const [name, value] of Object.entries(gauges)) lines.push(`# TYPE ${name} gauge`, `${name} ${value}`)
  return `${lines.join('\n')}\n`
}
