import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { startRapport } from './run-rapport.ts'

export interface ServedHouse {
  url: string
  pid: number
  stop(): Promise<void>
}

const PATIENCE_MS = 120_000

/** `./rapport start` in a process of its own. Comes back when `answers` says that it serves. */
export async function serveHouse(
  data: string,
  answers: (url: string) => Promise<boolean> = isHealthy,
): Promise<ServedHouse> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { child, errors } = startRapport(['start', '--port', String(port), '--data', data])
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(5)) {
    if (child.exitCode !== null) throw new Error(`rapport start ended:\n${errors()}`)
    if (await answers(url).catch(() => false)) return { url, pid: child.pid ?? 0, stop }
  }
  await stop()
  throw new Error(`rapport start does not answer:\n${errors()}`)
}

async function isHealthy(url: string): Promise<boolean> {
  return (await fetch(`${url}/health`)).ok
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
