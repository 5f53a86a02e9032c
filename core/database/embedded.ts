import { execFile, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '#core/errors.ts'
import { crossableByOthers, postgresBinaries, runningPostmaster, socketFolder } from './embedded-paths.ts'
import { enterFolder, leaveFolder, withFolderLock } from './folder-users.ts'

const run = promisify(execFile)

export interface EmbeddedDatabase {
  /** libpq-like settings for `pg`, as the owner of everything. */
  connection: { host: string; port: number; user: string; database: string }
  /** Starts the server again if it has died under us; false: it runs. Crash recovery is its own. */
  revive(): Promise<boolean>
  /** Stops the server, unless another process still uses this folder. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL server of a data folder, or joins the one that is running there already (left by a process
 * that was killed, or started by another command). Listens on a Unix socket inside the folder and nowhere else.
 */
export async function openEmbedded(dataFolder: string): Promise<EmbeddedDatabase> {
  mkdirSync(dataFolder, { recursive: true })
  const data = realpathSync(dataFolder)
  const cluster = join(data, 'postgres')
  const socket = socketFolder(data)
  const account = databaseAccount(data)
  enterFolder(data)
  try {
    await withFolderLock(data, async () => {
      refuseStrangersFolder(cluster, account)
      makeSocketFolder(socket, account)
      if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(cluster, account)
      if (runningPostmaster(cluster) === null) await startServer(cluster, socket, account)
    })
  } catch (error) {
    leaveFolder(data)
    throw error
  }
  return {
    connection: { host: socket, port: 5432, user: 'rapport_owner', database: 'rapport' },
    revive: async () => {
      if (runningPostmaster(cluster) !== null) return false
      return withFolderLock(data, async () => {
        if (runningPostmaster(cluster) !== null) return false
        await startServer(cluster, socket, account)
        return true
      })
    },
    stop: () =>
      withFolderLock(data, async () => {
        if (!leaveFolder(data)) return
        await asAccount(account, postgresBinaries().pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '30'])
      }),
  }
}

interface Account {
  uid: number
  gid: number
  /** Root runs the server as another account that may still have to cross closed folders (say /root). */
  prefix: string[]
}

// PostgreSQL refuses to run as root, so root lends it the account `postgres`, made if it is missing.
function databaseAccount(data: string): Account | null {
  if (process.getuid?.() !== 0) return null
  const ids = accountIds('postgres') ?? createAccount('postgres')
  const binaries = postgresBinaries()
  if (crossableByOthers(join(data, 'x')) && crossableByOthers(binaries.initdb)) return { ...ids, prefix: [] }
  if (spawnSync('setpriv', ['--version']).error) {
    throw new AppError(
      500,
      'data_folder_closed',
      `The database can't run as root, and the account "postgres" can't reach ${data}. Use a folder that others may cross (--data /var/lib/rapport), or run Rapport as an ordinary user.`,
    )
  }
  const capabilities = '+dac_override,+dac_read_search'
  const prefix = ['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups']
  return { ...ids, prefix: [...prefix, `--inh-caps=${capabilities}`, `--ambient-caps=${capabilities}`] }
}

function accountIds(name: string): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

function createAccount(name: string): { uid: number; gid: number } {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
  const ids = accountIds(name)
  if (ids) return ids
  throw new AppError(
    500,
    'no_database_account',
    `The database can't run as root and the account "${name}" could not be made. Run Rapport as an ordinary user.`,
  )
}

async function asAccount(account: Account | null, command: string, args: string[]): Promise<void> {
  const [program, ...rest] = [...(account?.prefix ?? []), command, ...args]
  const who = account && account.prefix.length === 0 ? { uid: account.uid, gid: account.gid } : {}
  const { LC_ALL: _locale, ...environment } = process.env
  await run(program as string, rest, { ...who, env: { ...environment, LC_MESSAGES: 'C' }, cwd: '/' })
}

function refuseStrangersFolder(cluster: string, account: Account | null): void {
  if (!existsSync(cluster)) return
  const owner = statSync(cluster).uid
  const wanted = account?.uid ?? process.getuid?.() ?? owner
  if (owner === wanted) return
  throw new AppError(
    500,
    'data_folder_of_another',
    `${cluster} belongs to user id ${owner}, but the database would run as ${wanted}. Start Rapport as that user, or give the folder over with chown.`,
  )
}

function makeSocketFolder(socket: string, account: Account | null): void {
  mkdirSync(socket, { recursive: true, mode: 0o700 })
  if (account) chownSync(socket, account.uid, account.gid)
  const stat = statSync(socket)
  const wanted = account?.uid ?? process.getuid?.() ?? stat.uid
  if (stat.uid !== wanted) throw new AppError(500, 'socket_folder_of_another', `${socket} belongs to somebody else.`)
  chmodSync(socket, 0o700)
}

async function createCluster(cluster: string, account: Account | null): Promise<void> {
  // Made beside its place and moved there whole: a start that is interrupted leaves nothing half made.
  const made = `${cluster}.new`
  rmSync(made, { recursive: true, force: true })
  mkdirSync(made, { mode: 0o700 })
  if (account) chownSync(made, account.uid, account.gid)
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8']
  await asAccount(account, postgresBinaries().initdb, [
    '-D',
    made,
    '-U',
    'rapport_owner',
    '--auth=trust',
    ...locale,
    '--no-sync',
  ])
  const settings = join(made, 'postgresql.auto.conf')
  writeFileSync(settings, serverSettings(), { mode: 0o600 })
  if (account) chownSync(settings, account.uid, account.gid)
  rmSync(cluster, { recursive: true, force: true })
  renameSync(made, cluster)
}

function serverSettings(): string {
  const megabytes = Math.floor(totalmem() / 2 ** 20)
  const shared = Math.max(128, Math.min(2048, Math.floor(megabytes / 8)))
  return [
    `shared_buffers = ${shared}MB`,
    `effective_cache_size = ${Math.floor(megabytes / 2)}MB`,
    'work_mem = 16MB',
    'maintenance_work_mem = 256MB',
    'max_connections = 100',
    'max_wal_size = 4GB',
    'random_page_cost = 1.1',
    'jit = off',
    `max_parallel_workers_per_gather = ${Math.min(2, availableParallelism() - 1)}`,
    "log_timezone = 'UTC'",
    "timezone = 'UTC'",
    '',
  ].join('\n')
}

/** What lay in memory is read in again in the background, so that the first searches after a start don't wait for the disk. */
const warmStart = () => (existsSync(postgresBinaries().prewarm) ? ' -c shared_preload_libraries=pg_prewarm' : '')

async function startServer(cluster: string, socket: string, account: Account | null): Promise<void> {
  const log = join(cluster, 'server.log')
  // Uncompressed also where a folder of before says otherwise: the binaries know only pglz, which took a sixth of every bulk write.
  const fixed = '-c listen_addresses= -c port=5432 -c unix_socket_permissions=0700 -c wal_compression=off'
  const options = `-k "${socket}" ${fixed}${warmStart()}`
  try {
    await asAccount(account, postgresBinaries().pgCtl, [
      'start',
      '-D',
      cluster,
      '-l',
      log,
      '-w',
      '-t',
      '60',
      '-o',
      options,
    ])
  } catch (error) {
    const tail = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : ''
    throw new AppError(500, 'database_did_not_start', `The database in ${cluster} did not start:\n${tail}`, {
      cause: String(error),
    })
  }
}
