import { counted, type Figure, megabytes, seconds } from './figure.ts'
import { watchMemory } from './memory-watch.ts'
import { runRapport } from './run-rapport.ts'
import type { Scene } from './scene.ts'

const MOST_SECONDS = 300
const MOST_BYTES = 1e9

interface Scanned {
  records: number
  pairs: number
  seconds: number
}

/** `./rapport duplicates scan` over the whole shop, watched. */
export async function measureDuplicates({ house }: Scene): Promise<Figure[]> {
  let peaks = () => ({ node: 0, database: 0 })
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
  ]
}
