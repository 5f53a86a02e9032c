import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data')

export const GROCERIES = join(FOLDER, 'basket/groceries.csv')
export const hasGroceries = existsSync(GROCERIES)

/** The 9,835 baskets of the grocery, one a line. */
export const readGroceries = (): string[][] =>
  readFileSync(GROCERIES, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((item) => item.trim()))
