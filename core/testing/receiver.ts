import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

export interface Received {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

export interface Receiver {
  port: number
  /** `http://127.0.0.1:PORT` */
  url: string
  /** How many connections were made, whether something was said on them or not. */
  connections(): number
  received: Received[]
}

/** A server on this machine that remembers what it was sent; the other end of what the house says outward. */
export async function openReceiver(
  answer: (request: Received, response: ServerResponse) => void = (_request, response) => response.end('ok'),
): Promise<Receiver> {
  const received: Received[] = []
  let connections = 0
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(parts).toString('utf8'),
    }
    received.push(one)
    response.on('error', () => {})
    answer(one, response)
  }
  const listen = async (host: string, port: number): Promise<Server> => {
    const server = createServer((request, response) => void listener(request, response).catch(() => {}))
    server.on('connection', () => connections++)
    await new Promise<void>((done, failed) => server.once('error', failed).listen(port, host, done))
    after(() => {
      server.closeAllConnections()
      server.close()
    })
    return server
  }
  const first = await listen('127.0.0.1', 0)
  const { port } = first.address() as AddressInfo
  // A machine without IPv6 has no second way in.
  await listen('::1', port).catch(() => {})
  return { port, url: `http://127.0.0.1:${port}`, connections: () => connections, received }
}
