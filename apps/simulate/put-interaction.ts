import type { Interaction } from './interaction.ts'
import type { Person } from './person.ts'
import type { Random } from './random.ts'
import type { Shop } from './shop.ts'

export type Writing = {
  shop: Shop
  person: Person
  random: Random
  list: Interaction[]
  essential: number
  scale: number
  endSecond: number
}

/** Adds one interaction to the history, unless it lies after the end of the data. */
export function putInteraction(
  writing: Writing,
  entry: Omit<Interaction, 'by' | 'staff'> & Partial<Pick<Interaction, 'by' | 'staff'>>,
): void {
  if (entry.second >= writing.endSecond) return
  writing.list.push({ staff: '', by: 'ref', ...entry })
}
