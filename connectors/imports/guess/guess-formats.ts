import { type DateFormat, guessDateFormat } from '#core/words/dates.ts'
import { guessDecimal } from '#core/words/money.ts'
import { countryCode } from '#core/words/regions.ts'
import type { Kind } from '../fields/field.ts'
import { fieldsOfKind } from '../fields/fields-of-kind.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { bareDigits } from '../row/bare-digits.ts'
import { currencyOfCountry } from './country-facts.ts'
import { cellsOf } from './guess-columns.ts'
import type { FileSample } from './sample-file.ts'

export interface CompanyFacts {
  zone: string
  country: string
  /** Null: decided by what most orders are in. */
  currency: string | null
}

export interface GuessedFormats {
  formats: Mapping['formats']
  currency: { code: string; from: 'sign' | 'country' | 'company' } | null
  /** Date columns that two orders of day and month fit. */
  ambiguousDates: string[]
}

/** Order of day and month, decimal sign, country of phones and currency, by what stands in the mapped columns. */
export function guessFormats(
  sample: FileSample,
  kind: Kind,
  columns: Map<string, string | null>,
  company: CompanyFacts,
): GuessedFormats {
  const columnOf = new Map([...columns].flatMap(([name, field]) => (field === null ? [] : [[field, name] as const])))
  const cellsOfType = (...types: string[]) =>
    fieldsOfKind(kind)
      .filter(({ type }) => types.includes(type))
      .flatMap(({ name }) => columnOf.get(name) ?? [])
      .map((name) => ({ name, cells: cellsOf(sample, name).map(bareDigits) }))
  const dates = guessDates(cellsOfType('moment', 'day'))
  const decimal = guessDecimal(cellsOfType('price', 'amount', 'quantity').flatMap(({ cells }) => cells))
  const country = mainCountry(cellsOf(sample, columnOf.get('country') ?? ''))
  const money = cellsOfType('price', 'amount').flatMap(({ cells }) => cells)
  return {
    formats: {
      ...(dates.format && { date: dates.format }),
      ...(decimal && { decimal }),
      ...(columnOf.has('phone') && { phoneCountry: country ?? company.country }),
    },
    currency: columnOf.has('currency') ? null : guessCurrency(money, country, company),
    ambiguousDates: dates.ambiguous,
  }
}

type Written = Exclude<DateFormat, 'ambiguous'>

function guessDates(columns: { name: string; cells: string[] }[]): { format?: Written; ambiguous: string[] } {
  const guesses = columns.map(({ name, cells }) => ({ name, format: guessDateFormat(cells) }))
  const sure = guesses.flatMap(({ format }) => (format === null || format === 'ambiguous' ? [] : [format]))
  const ordered = sure.find((format) => format === 'day-first' || format === 'month-first')
  const format = ordered ?? sure[0]
  const open = guesses.filter((guess) => guess.format === 'ambiguous').map(({ name }) => name)
  // One column that proves the order speaks for the whole file.
  return { ...(format && { format }), ambiguous: ordered ? [] : open }
}

/** The country of most rows. */
function mainCountry(cells: string[]): string | null {
  const counts = new Map<string, number>()
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most && most[1] * 2 > cells.length ? countryCode(most[0]) : null
}

const SIGNS: [RegExp, string][] = [
  [/£/, 'GBP'],
  [/€/, 'EUR'],
  [/R\$/, 'BRL'],
  [/₹/, 'INR'],
  [/₩/, 'KRW'],
  [/[¥￥元]/, 'CNY'],
  [/\$/, 'USD'],
]

function guessCurrency(money: string[], country: string | null, company: CompanyFacts): GuessedFormats['currency'] {
  for (const [sign, code] of SIGNS) {
    if (money.length > 0 && money.filter((cell) => sign.test(cell)).length > money.length / 2)
      return { code, from: 'sign' }
  }
  const local = country === null ? null : currencyOfCountry(country)
  if (local) return { code: local, from: 'country' }
  const own = company.currency ?? currencyOfCountry(company.country)
  return own ? { code: own, from: 'company' } : null
}
