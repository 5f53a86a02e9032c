import { openForCommand } from '../../apps/open-for-command.ts'
import { measureAnalysis } from './analysis.ts'
import type { Figure } from './figure.ts'
import { houseFolder, type Prepared } from './prepared.ts'

/** The analysis and every model over the prepared shop, in the process of the command alone. */
export async function measureWhole(folder: string, prepared: Prepared): Promise<Figure[]> {
  const house = await openForCommand({ data: houseFolder(folder) })
  try {
    return await measureAnalysis({ house, prepared })
  } finally {
    await house.close()
  }
}
