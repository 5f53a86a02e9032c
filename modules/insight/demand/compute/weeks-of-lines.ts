import type { SalesLines } from '../../compute/sales-lines.ts'

export interface WeeksInput {
  lines: Pick<SalesLines, 'category' | 'product' | 'day' | 'quantity' | 'isSale' | 'isUndone'>
  /** Last day that counts, in days since 1970-01-01. */
  asOf: number
  categories: number
  products: number
}

export interface CountedWeeks {
  /** The Monday that the first week begins on, in days since 1970-01-01. */
  firstDay: number
  weeks: number
  leaves: CountedThing[]
  products: CountedThing[]
}

/** Pieces of one category or product, week by week up to the last; a product's begin with the week of its first sale. */
export interface CountedThing {
  /** Its number among the lines. */
  thing: number
  values: Float64Array
  lines: number
  returned: number
}

/** Older weeks are no guide to the next ones. */
const MOST_WEEKS = 260
/** 1970-01-01 was a Thursday. */
const mondayFrom = (day: number) => day + ((7 - ((day + 3) % 7)) % 7)

/**
 * Pieces sold a week, Monday to Sunday, in the full weeks up to the end of `asOf`: sales that were not taken back as a whole;
 * returns stand apart. Null without a full week.
 */
export function weeksOfLines({ lines, asOf, categories, products }: WeeksInput): CountedWeeks | null {
  let opened = Number.POSITIVE_INFINITY
  for (let at = 0; at < lines.day.length; at++)
    if (lines.isSale[at] === 1 && (lines.day[at] as number) < opened) opened = lines.day[at] as number
  if (opened > asOf) return null
  const end = mondayFrom(asOf - 5)
  // The week in which the shop began is no full one, unless it began on its Monday.
  const weeks = Math.min(Math.floor((end - mondayFrom(opened)) / 7), MOST_WEEKS)
  if (weeks <= 0) return null
  const firstDay = end - 7 * weeks
  return {
    firstDay,
    weeks,
    leaves: counted(lines, { of: lines.category, things: categories, firstDay, weeks }),
    products: counted(lines, { of: lines.product, things: products, firstDay, weeks }).map(fromFirstSale),
  }
}

interface Count {
  of: Int32Array
  things: number
  firstDay: number
  weeks: number
}

/** Things that were sold at all. */
function counted(lines: WeeksInput['lines'], { of, things, firstDay, weeks }: Count): CountedThing[] {
  const out: (CountedThing | undefined)[] = Array.from({ length: things })
  for (let at = 0; at < of.length; at++) {
    const thing = of[at] as number
    const week = Math.floor(((lines.day[at] as number) - firstDay) / 7)
    if (thing < 0 || week < 0 || week >= weeks || lines.isUndone[at] === 1) continue
    const one = out[thing] ?? { thing, values: new Float64Array(weeks), lines: 0, returned: 0 }
    out[thing] = one
    const quantity = lines.quantity[at] as number
    if (quantity < 0) one.returned -= quantity
    else if (lines.isSale[at] === 1) {
      ;(one.values[week] as number) += quantity
      one.lines++
    }
  }
  return out
    .filter((one) => one !== undefined && one.lines > 0)
    .map((one) => ({ ...(one as CountedThing), ...exact(one as CountedThing) }))
}

/** Quantities have three decimals, which lines hold nearly. */
const exact = ({ values, returned }: CountedThing) => ({
  values: values.map((pieces) => Math.round(pieces * 1000) / 1000),
  returned: Math.round(returned * 1000) / 1000,
})

const fromFirstSale = (one: CountedThing): CountedThing => ({
  ...one,
  values: one.values.slice(one.values.findIndex((pieces) => pieces > 0)),
})
