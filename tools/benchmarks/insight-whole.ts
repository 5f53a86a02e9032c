import { measureAnalysis } from './analysis.ts'
import type { Figure } from './figure.ts'
import { houseFolder, type Prepared } from './prepared.ts'

/** The analysis and every model over the prepared shop, in the process of the command and a database of its own. */
export function measureWhole(folder: string, prepared: Prepared): Promise<Figure[]> {
  return measureAnalysis(houseFolder(folder), prepared)
}
