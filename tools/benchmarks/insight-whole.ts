import { openForCommand } from '../../apps/open-for-command.ts'
import { measureAnalysis } from './analysis.ts'
import type { Figure } from './figure.ts'
import { readOptions } from './options.ts'
import { prepare } from './prepare.ts'
import { houseFolder } from './prepared.ts'

/** The analysis and every model over the shop that `npm run bench` fills: 100,000 customers, a million orders. */
export async function measureWhole(): Promise<Figure[]> {
  const options = readOptions([])
  const prepared = await prepare(options)
  const house = await openForCommand({ data: houseFolder(options.folder) })
  try {
    return await measureAnalysis({ house, prepared })
  } finally {
    await house.close()
  }
}
