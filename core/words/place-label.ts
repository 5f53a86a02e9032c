import { foldMarks } from './fold.ts'
import { regionLabel } from './regions.ts'

/**
 * A place by its path, its city spelt as the customer's record has it: paths carry no accents, so that Köln and Koln are
 * one place, but people read "Köln".
 */
export function placeLabel(path: string, city: string | null, locale: string): string {
  const end = path.lastIndexOf('/') + 1
  const isSame = city !== null && end > 0 && foldMarks(city.trim()) === foldMarks(path.slice(end))
  return regionLabel(isSame ? path.slice(0, end) + city.trim().replaceAll('/', ' ') : path, locale)
}
