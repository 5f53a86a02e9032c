import { existsSync, readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The script for shops' own pages, at `/widget.js`: for any site, fresh within the hour. */
export function serveWidget(app: FastifyInstance, file: string): void {
  if (!existsSync(file)) return
  const plain = readFileSync(file)
  const packed = { br: brotliCompressSync(plain), gzip: gzipSync(plain, { level: 9 }) }
  app.get('/widget.js', { schema: { hide: true } }, async (request, reply) => {
    const encoding = bestOf(request)
    if (encoding) reply.header('content-encoding', encoding)
    return reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=3600',
        'cross-origin-resource-policy': 'cross-origin',
        'access-control-allow-origin': '*',
        vary: 'accept-encoding',
      })
      .send(encoding ? packed[encoding] : plain)
  })
}

function bestOf(request: FastifyRequest): 'br' | 'gzip' | null {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : null
}
