import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const root = join(import.meta.dirname, '../..')

export interface Spawned {
  child: ChildProcess
  url: string
  /** Everything it has written so far. */
  output(): string
  /** The same on standard output alone. */
  printed(): string
  kill(signal: NodeJS.Signals): Promise<void>
}

/** A real `rapport start` in its own process, answering `/health`. */
export async function spawnRapport(args: string[], env: Record<string, string> = {}): Promise<Spawned> {
  const port = await freePort()
  const started = spawnCommand(['start', '--port', String(port), ...args], env)
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 1200; tries++) {
    if (started.child.exitCode !== null) throw new Error(`rapport ended:\n${started.output()}`)
    const answer = await fetch(`${url}/health`).catch(() => null)
    if (answer?.ok) return { ...started, url }
    await wait(50)
  }
  await started.kill('SIGKILL')
  throw new Error(`rapport does not answer:\n${started.output()}`)
}

/** Any `rapport` command in its own process. */
export function spawnCommand(args: string[], env: Record<string, string> = {}): Omit<Spawned, 'url'> {
  const { DATABASE_URL: _none, ...rest } = process.env
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'apps/cli.ts'), ...args], {
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let printed = ''
  child.stdout?.on('data', (chunk) => {
    text += chunk
    printed += chunk
  })
  child.stderr?.on('data', (chunk) => {
    text += chunk
  })
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return { child, output: () => text, printed: () => printed, kill }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
