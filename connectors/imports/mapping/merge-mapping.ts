import type { Mapping } from './mapping.ts'

/** What somebody says about a file: any part of a mapping. */
export type MappingWish = Partial<
  Pick<Mapping, 'columns' | 'constants' | 'formats' | 'encoding' | 'delimiter' | 'sheet'>
>

/**
 * The guess with a wish laid over it. A column that the wish maps to a field takes it from the column that was guessed;
 * a column that now gives a field makes the guessed constant step back.
 */
export function mergeMapping(guess: Mapping, wish: MappingWish): Mapping {
  const wished = new Map(Object.entries(wish.columns ?? {}))
  const claimed = new Set([...wished.values()].filter((field) => field !== null))
  const kept = Object.entries(guess.columns).map(([column, field]): [string, string | null] => [
    column,
    field !== null && claimed.has(field) ? null : field,
  ])
  const columns = Object.fromEntries([...kept, ...wished])
  const given = new Set(Object.values(columns))
  const constants = Object.entries(guess.constants).filter(([field]) => !given.has(field))
  return {
    ...guess,
    ...(wish.encoding && { encoding: wish.encoding }),
    ...(wish.delimiter && { delimiter: wish.delimiter }),
    ...(wish.sheet && { sheet: wish.sheet }),
    columns,
    constants: { ...Object.fromEntries(constants), ...wish.constants },
    formats: { ...guess.formats, ...wish.formats },
  }
}
