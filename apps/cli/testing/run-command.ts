import { execFile } from 'node:child_process'
import { join } from 'node:path'

export interface Ran {
  code: number
  out: string
  said: string
}

/** For tests: a command in a process of its own, what it printed on standard output and what it said on standard error. */
export const runCommand = (args: readonly string[], env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((done) => {
    const cli = join(import.meta.dirname, '../../cli.ts')
    const { DATABASE_URL: _none, ...rest } = process.env
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', cli, ...args],
      { env: { ...rest, ...env } },
      (error, out, said) => done({ code: error ? Number(error.code) : 0, out, said }),
    )
  })
