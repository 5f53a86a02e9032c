import type { ReadyRun } from './run.ts'

/** Columns in which day and month could be either way round, as long as nobody has said. */
export function openDates({ mapping, guess }: ReadyRun): string[] {
  const { date } = mapping.formats
  if (date === 'day-first' || date === 'month-first') return []
  return guess?.ambiguousDates.filter((column) => mapping.columns[column]) ?? []
}
