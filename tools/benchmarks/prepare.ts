import { closeSync, existsSync, globSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { House } from '#core/house.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { addDays, dayOf } from '#core/words/dates.ts'
import { ensureUnit } from '#modules/team/public.ts'
import { openForCommand } from '../../apps/open-for-command.ts'
import { salesPlaceNames } from '../../apps/simulate/sales-places.ts'
import { bareCopies } from './bare-copies.ts'
import { dressCustomers } from './dress-customers.ts'
import { inHouse } from './in-house.ts'
import { watchMemory } from './memory-watch.ts'
import type { BenchOptions } from './options.ts'
import {
  houseFolder,
  keepPrepared,
  type PartAnalysis,
  type PartImport,
  type Prepared,
  readPrepared,
} from './prepared.ts'
import { runRapport } from './run-rapport.ts'
import { partFile, SHARES, splitShop } from './split-shop.ts'

/**
 * Fills a house with a made-up shop through the commands that people use: three parts of customers and orders with an
 * analysis after each, then all interactions. What that took is kept beside the house. Takes up where it was stopped.
 */
export async function prepare({ customers, folder }: BenchOptions): Promise<Prepared> {
  const files = join(folder, 'files')
  const prepared = readPrepared(folder) ?? (await begin(folder, files, customers))
  if (prepared.copies) return prepared
  const house = await openForCommand({ data: houseFolder(folder) })
  const bring = async (kind: PartImport['kind'], part: number, path: string) => {
    if (prepared.imports.some((one) => one.kind === kind && one.part === part)) return
    prepared.imports.push(await importPart(house, kind, part, path))
    keepPrepared(folder, prepared)
  }
  try {
    await house.asSystem('bench', async (ctx) => {
      for (const unit of salesPlaceNames('zh')) await ensureUnit(ctx, unit.name, unit.kind)
    })
    await bring('products', 0, join(files, 'products.csv'))
    for (const part of SHARES.keys()) {
      await bring('customers', part, partFile(files, 'customers', part))
      await bring('orders', part, partFile(files, 'orders', part))
      if (prepared.analyses.length > part) continue
      prepared.analyses.push(await analysePart(house.data))
      keepPrepared(folder, prepared)
    }
    await bring('interactions', 0, join(files, 'interactions.csv'))
    say('bare copies of the same rows')
    prepared.copies = await bareCopies(house.database.owner, join(files, 'orders.csv'), folder)
    await dressCustomers(house)
    await house.database.owner.query('vacuum analyze')
    keepPrepared(folder, prepared)
    return prepared
  } finally {
    await house.close()
  }
}

async function begin(folder: string, files: string, customers: number): Promise<Prepared> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const load = loadavg()[0] ?? 0
  const rows = await makeShop(files, customers)
  const begun: Prepared = {
    at: new Date().toISOString(),
    load,
    customers,
    rows,
    imports: [],
    analyses: [],
    copies: null,
  }
  keepPrepared(folder, begun)
  return begun
}

const say = (text: string) => console.error(`prepare: ${text}`)

async function makeShop(files: string, customers: number): Promise<Record<string, number>> {
  say(`simulate ${customers} customers`)
  // Yesterday, so that there are two days an analysis can be of.
  const to = addDays(dayOf(new Date(), 'Asia/Shanghai'), -1)
  const days = ['--from', addDays(to, -3 * 365), '--to', to]
  const made = await runRapport<{ rows: Record<string, number> }>([
    ...['simulate', '--customers', String(customers), '--seed', '1', '--out', files],
    ...days,
  ])
  await splitShop(files, customers)
  return made.reply.rows
}

async function importPart(house: House, kind: PartImport['kind'], part: number, path: string): Promise<PartImport> {
  const { reply, ms: wholeMs } = await runRapport<{ run: string; rows: number; refused: number }>([
    ...['import', kind, path, '--data', house.data],
  ])
  // The command also does what follows from an import; how long the run itself took stands in its record.
  const { rows } = await house.database.owner.query<{ ms: number }>(
    'select extract(epoch from finished_at - created_at)::float * 1000 as ms from imports.runs where run_id = $1',
    [reply.run],
  )
  const ms = rows[0]?.ms ?? wholeMs
  say(`${kind} part ${part + 1}: ${reply.rows} rows in ${Math.round(ms)} ms, ${Math.round(wholeMs)} ms with all jobs`)
  return { kind, part, rows: reply.rows, refused: reply.refused, ms, wholeMs }
}

/** One `rapport analyse` of everything there is, watched, beside a database that has run for a while, as every night finds it. */
export function analysePart(data: string, more: readonly string[] = []): Promise<PartAnalysis> {
  return inHouse(data, async (house) => {
    const { database } = house
    await settled(house)
    readFiles(join(data, 'postgres/base'))
    await loaded(database.owner)
    let peaks = () => ({ node: 0, database: 0, together: 0 })
    const { reply, ms } = await runRapport<{ customers: number; orders: number }>(
      ['analyse', '--data', data, ...more],
      (pid) => {
        peaks = watchMemory(pid, data)
      },
    )
    const found = peaks()
    const { rows } = await database.owner.query<{ ms: number }>(
      'select duration_ms as ms from insight.runs order by started_at desc limit 1',
    )
    const analysisMs = rows[0]?.ms ?? ms
    say(`analysis of ${reply.customers} customers: ${analysisMs} ms, ${Math.round(ms)} ms with all jobs`)
    return { customers: reply.customers, orders: reply.orders, ms: analysisMs, wholeMs: ms, peaks: found }
  })
}

/** What imports put off, such as a scan for duplicates, is done before: it is no part of a night. */
async function settled(house: House): Promise<void> {
  await house.database.owner.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()')
  await runWaitingJobs(house)
}

/** Some machines give back the memory of files that nobody has read for a while: a night would measure their disk. */
function readFiles(folder: string): void {
  const some = Buffer.allocUnsafe(4 * 2 ** 20)
  for (const file of globSync('**', { cwd: folder, withFileTypes: true })) {
    // The database may have taken it away by now.
    const path = join(file.parentPath, file.name)
    if (!file.isFile() || !existsSync(path)) continue
    const open = openSync(path, 'r')
    while (readSync(open, some) > 0);
    closeSync(open)
  }
}

/** A database that was just started reads back what it had in memory. */
async function loaded(owner: pg.Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await owner.query("select from pg_stat_activity where backend_type = 'autoprewarm worker'")
    if (!rowCount) return
    await wait(500)
  }
}
