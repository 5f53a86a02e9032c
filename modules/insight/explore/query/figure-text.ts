import { divideRounded, formatDecimal, shortestDecimal } from '#core/words/money.ts'
import { type MeasureKey, measureOf } from '../catalogue-rules.ts'

const PART_DIGITS = 1_000_000n

/**
 * A figure as it leaves: money in decimals of the currency, counts and quantities plain, shares and averages as decimals
 * with at most six digits. Null: divided by nothing.
 */
export function figureText(measure: MeasureKey, top: bigint, bottom: bigint, currency: string): string | null {
  switch (measureOf(measure).unit) {
    case 'money':
      return formatDecimal(top, currency)
    case 'count':
      return top.toString()
    case 'quantity':
      return shortestDecimal(top * 1000n)
    case 'averageMoney':
      return bottom > 0n ? formatDecimal(divideRounded(top, bottom), currency) : null
    // Quantities are thousandths.
    case 'average':
      return bottom > 0n ? shortestDecimal(divideRounded(top * 1000n, bottom)) : null
    case 'share':
      return bottom > 0n ? shortestDecimal(divideRounded(top * PART_DIGITS, bottom)) : null
  }
}

/** The parts of a ratio, each as it would read alone; null for what isn't divided. */
export function partTexts(measure: MeasureKey, top: bigint, bottom: bigint, currency: string): [string, string] | null {
  switch (measureOf(measure).unit) {
    case 'averageMoney':
      return [formatDecimal(top, currency), bottom.toString()]
    case 'average':
      return [shortestDecimal(top * 1000n), bottom.toString()]
    case 'share':
      return [formatDecimal(top, currency), formatDecimal(bottom, currency)]
    default:
      return null
  }
}
