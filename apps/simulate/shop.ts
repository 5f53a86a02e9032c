import { type Category, catalogue } from './catalogue.ts'
import { type SalesCalendar, salesCalendar } from './sales-calendar.ts'
import { seasonFactor } from './season-factor.ts'
import type { ShopPlan } from './simulate-options.ts'
import { trueRules } from './true-rules.ts'

export type Shop = {
  plan: ShopPlan
  categories: Category[]
  calendar: SalesCalendar
  /** Running category weights over the year, and for each month. */
  weights: number[]
  monthWeights: number[][]
  /** Per category, what is added to it and how likely. */
  rules: { added: number; probability: number }[][]
}

function runningSums(values: number[]): number[] {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}

/** The made-up shop: everything that is the same for all its customers. */
export function makeShop(plan: ShopPlan): Shop {
  const categories = catalogue(plan)
  const place = new Map(categories.map((category, index) => [category.plan.code, index]))
  return {
    plan,
    categories,
    calendar: salesCalendar(plan),
    weights: runningSums(categories.map((category) => category.plan.weight)),
    monthWeights: Array.from({ length: 12 }, (_, month) =>
      runningSums(categories.map(({ plan: { weight, season } }) => weight * seasonFactor(season, month))),
    ),
    rules: categories.map((category) =>
      trueRules
        .filter((rule) => rule.bought === category.plan.code)
        .map((rule) => ({ added: place.get(rule.added) ?? 0, probability: rule.probability })),
    ),
  }
}
