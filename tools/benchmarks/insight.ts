import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type Figure, seconds } from './figure.ts'
import './freed-memory.ts'
import { measureBaskets } from './insight-baskets.ts'
import { measureDemand } from './insight-demand.ts'
import { measureNeeds } from './insight-needs.ts'
import { measurePurchases } from './insight-purchases.ts'
import { measureWhole } from './insight-whole.ts'
import { readOptions } from './options.ts'
import { prepare } from './prepare.ts'
import { printed } from './report.ts'
import { yardstick } from './yardstick.ts'

/** Each part measures models on data in memory or on the shared sets; `whole` fills a house of 100,000 customers first. */
const PARTS: Record<string, () => Promise<Figure[]> | Figure[]> = {
  whole: async () => {
    const options = readOptions([])
    return measureWhole(options.folder, await prepare(options))
  },
  purchases: measurePurchases,
  needs: measureNeeds,
  baskets: measureBaskets,
  demand: measureDemand,
}

/** `npm run bench:insight [-- --only purchases,needs]`: how well the models of insight do beside their base lines, how fast they are, and how that grows. */
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const only = values.only.split(',').filter(Boolean)
console.log(
  `Load average before: ${(loadavg()[0] ?? 0).toFixed(1)}. A billion steps of a plain loop: ${seconds(yardstick())}.\n`,
)
for (const [name, measure] of Object.entries(PARTS)) {
  if (only.length > 0 && !only.includes(name)) continue
  const figures = await measure()
  console.log(`${name}\n${printed(figures)}`)
  for (const { what, notes } of figures) if (notes.length > 0) console.log(`  ${what}: ${notes.join(' · ')}`)
  console.log()
}
