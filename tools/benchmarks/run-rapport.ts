import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface Command {
  child: ChildProcess
  output(): string
  errors(): string
}

/** A command of `./rapport` in a process of its own, as people type it. */
export function startRapport(args: readonly string[]): Command {
  const { DATABASE_URL: _none, ...environment } = process.env
  const child = spawn(join(root, 'rapport'), [...args], {
    // A bench asks as one person what thousands do.
    env: { ...environment, RAPPORT_REQUESTS_PER_MINUTE: '100000000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  return { child, output: () => output, errors: () => errors }
}

/** Runs a command to its end. Milliseconds count from its start to its exit, and what it printed is one JSON document. */
export async function runRapport<T>(
  args: readonly string[],
  onStart?: (pid: number) => void,
): Promise<{ reply: T; ms: number }> {
  const begun = performance.now()
  const command = startRapport([...args, '--json'])
  if (command.child.pid !== undefined) onStart?.(command.child.pid)
  const [code] = await once(command.child, 'close')
  const ms = performance.now() - begun
  if (code !== 0) throw new Error(`rapport ${args.join(' ')} ended with ${code}:\n${command.errors()}`)
  return { reply: JSON.parse(command.output()) as T, ms }
}
