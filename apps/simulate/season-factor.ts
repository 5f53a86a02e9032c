import type { Season } from './category-list.ts'

// Twelve monthly factors each, January first, with mean 1 over the year.
const FACTORS: Record<Season, readonly number[]> = {
  flat: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  summer: [0.4, 0.5, 0.7, 0.9, 1.3, 1.8, 2, 1.8, 1.1, 0.7, 0.4, 0.4],
  winter: [1.7, 1.4, 1, 0.7, 0.5, 0.4, 0.4, 0.5, 0.8, 1.2, 1.6, 1.8],
  spring: [0.6, 0.8, 1.8, 2, 1.5, 0.9, 0.7, 0.7, 0.8, 0.8, 0.7, 0.7],
  'new-year': [3, 1.9, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.8, 0.7, 0.9, 1.8],
  'mid-autumn': [0.05, 0.05, 0.05, 0.05, 0.1, 0.2, 0.7, 3.4, 6.8, 0.5, 0.05, 0.05],
}

/** How much more than on average a category is wanted in a month (0 is January). */
export function seasonFactor(season: Season, month: number): number {
  return FACTORS[season][month] ?? 1
}
