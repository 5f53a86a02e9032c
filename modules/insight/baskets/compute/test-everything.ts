import type { Histories } from './histories.ts'
import { LIST_LENGTH, type ListQuality, QualitySum } from './list-quality.ts'
import { measureChances, type Trial } from './measure-chances.ts'
import { rebuysOf } from './rebuys.ts'
import { shareAt } from './share-at.ts'
import type { Wanted } from './wanted.ts'

/**
 * Lists of all a customer may buy, new or again, against all they bought: by chance, against most popular and against
 * what they bought before. Chances measured on one half of the customers order the lists of the other, both ways.
 */
export function testEverything(
  trial: Trial,
  customers: readonly Wanted[],
): { combined: ListQuality; popular: ListQuality; boughtBefore: ListQuality } {
  const { learned, scorer, shares } = trial
  const [combined, mostPopular, boughtBefore] = [new QualitySum(), new QualitySum(), new QualitySum()]
  const popular = popularItems(learned.popularity)
  for (const half of [0, 1]) {
    const measuredOn = customers.filter((_, at) => at % 2 === half)
    const { freshChance, againChance } = measureChances(trial, measuredOn)
    for (const { customer, all } of customers.filter((_, at) => at % 2 !== half)) {
      if (all.size === 0) continue
      const again = rebuysOf(learned.histories, shares, customer, learned.day)
      const chances = [
        ...again.map(({ item, score }) => ({ item, chance: shareAt(againChance, score) })),
        ...scorer.best(customer, LIST_LENGTH).map(({ item, score }) => ({ item, chance: shareAt(freshChance, score) })),
      ]
      combined.add(
        chances.sort((a, b) => b.chance - a.chance).map(({ item }) => item),
        all,
      )
      mostPopular.add(popular, all)
      boughtBefore.add([...new Set([...boughtItems(learned.histories, customer), ...popular])], all)
    }
  }
  return { combined: combined.mean(), popular: mostPopular.mean(), boughtBefore: boughtBefore.mean() }
}

const popularItems = (popularity: Float64Array) =>
  [...popularity.keys()]
    .sort((a, b) => (popularity[b] as number) - (popularity[a] as number) || a - b)
    .slice(0, LIST_LENGTH)

/** Most often bought first, then latest. */
function boughtItems({ starts, items, times, lastDays }: Histories, customer: number): number[] {
  const [from, to] = [starts[customer] as number, starts[customer + 1] as number]
  const entries = Array.from({ length: to - from }, (_, at) => from + at)
  entries.sort(
    (a, b) => (times[b] as number) - (times[a] as number) || (lastDays[b] as number) - (lastDays[a] as number) || a - b,
  )
  return entries.slice(0, LIST_LENGTH).map((at) => items[at] as number)
}
