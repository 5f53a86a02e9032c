import { scanChanges } from '../../modules/customers/duplicates/scan-changes.ts'
import { ask } from './ask.ts'
import { counted, type Figure, megabytes, milliseconds, seconds } from './figure.ts'
import { watchMemory } from './memory-watch.ts'
import { percentile } from './percentile.ts'
import { runRapport } from './run-rapport.ts'
import type { Scene } from './scene.ts'

const MOST_SECONDS = 300
const MOST_BYTES = 1e9
const CHANGES = 1000
const MOST_SECONDS_OF_CHANGES = 60
const TYPED = 200
const MOST_MS_OF_LIKELY = 100

interface Scanned {
  records: number
  pairs: number
  seconds: number
}

/** `./rapport duplicates scan` over the whole shop, watched. */
export async function measureDuplicates(scene: Scene): Promise<Figure[]> {
  const { house } = scene
  let peaks = () => ({ node: 0, database: 0, together: 0 })
  const { reply } = await runRapport<Scanned>(['duplicates', 'scan', '--data', house.data], (pid) => {
    peaks = watchMemory(pid, house.data)
  })
  const { node, database } = peaks()
  return [
    {
      what: 'duplicates: scan of everybody',
      measured: seconds(reply.seconds * 1000),
      budget: '< 300 s',
      meets: reply.seconds < MOST_SECONDS,
      notes: [`${counted(reply.records)} records, ${counted(reply.pairs)} pairs above the threshold of review.`],
    },
    {
      what: 'duplicates: peak memory',
      measured: megabytes(node + database),
      budget: '< 1 GB',
      meets: node + database < MOST_BYTES && node > 0,
      notes: [
        `Node ${megabytes(node)} (peak resident), all processes of PostgreSQL ${megabytes(database)} private memory.`,
      ],
    },
    await measureChanges(scene, reply.seconds),
    await measureLikely(scene),
  ]
}

/** The same after a thousand changes: only what they touch. */
async function measureChanges({ house }: Scene, fullSeconds: number): Promise<Figure> {
  await scanChanges(house)
  await house.database.owner.query(
    `update customers.customers set address = coalesce(address, '') || ' 2' where customer_id in (
      select customer_id from customers.customers where listed order by md5('change' || customer_id) limit $1)`,
    [CHANGES],
  )
  const { changed, compared, seconds: took } = await scanChanges(house)
  return {
    what: `duplicates: scan after ${counted(CHANGES)} changes`,
    measured: seconds(took * 1000),
    budget: '< 60 s',
    meets: took < MOST_SECONDS_OF_CHANGES,
    notes: [
      `${counted(changed)} records, ${counted(compared)} pairs; ${(fullSeconds / took).toFixed(1)} times sooner than the scan of everybody.`,
    ],
  }
}

/** Who may be there already, as the form of a new customer asks it. */
async function measureLikely(scene: Scene): Promise<Figure> {
  const { rows } = await scene.house.database.owner.query<Record<string, string | null>>(
    `select name, phone, birthday::text as birthday, address, city, country from customers.customers
    where listed order by md5('likely' || customer_id) limit $1`,
    [TYPED],
  )
  const times: number[] = []
  for (const row of [rows[0] ?? {}, ...rows]) {
    const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value))
    times.push((await ask(scene, '/api/customers/likely-duplicates', {}, known)).ms)
  }
  // The first one reads what the scan learned.
  const [, ...warm] = times
  const p95 = percentile(warm, 0.95)
  return {
    what: 'duplicates: who may be there already',
    measured: `p50 ${milliseconds(percentile(warm, 0.5))}, p95 ${milliseconds(p95)}`,
    budget: 'p95 < 100 ms',
    meets: p95 < MOST_MS_OF_LIKELY,
    notes: [
      `${warm.length} people who are there, asked one after another; the first ask took ${milliseconds(times[0] ?? 0)}.`,
    ],
  }
}
