import type { Kind } from '../fields/field.ts'
import { isForbiddenColumn } from '../fields/forbidden-columns.ts'
import type { FileForm } from '../file/read-rows.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { findLayout } from './find-layout.ts'
import { guessColumns } from './guess-columns.ts'
import { type CompanyFacts, type GuessedFormats, guessFormats } from './guess-formats.ts'
import { guessKind } from './guess-kind.ts'
import type { FileSample } from './sample-file.ts'

export interface Guess {
  mapping: Mapping
  /** Name of the well-known layout, null for any other file. */
  layout: string | null
  /** Where the currency comes from, when no column gives it. */
  currencyFrom: 'layout' | 'sign' | 'country' | 'company' | null
  ambiguousDates: string[]
  /** Columns that a file may not set. */
  forbidden: string[]
}

/** How a file is probably meant; shown and changed before anything is written. */
export function guessMapping(sample: FileSample, form: FileForm, company: CompanyFacts, wanted?: Kind): Guess {
  const layout = findLayout(sample.header, wanted)
  const kind = wanted ?? layout?.kind ?? guessKind(sample.header) ?? 'orders'
  const columns = guessColumns(sample, kind, layout)
  const guessed = guessFormats(sample, kind, columns, company)
  const constants: Record<string, string> = { ...unmapped(layout?.constants ?? {}, columns) }
  const needsCurrency = kind === 'orders' && ![...columns.values()].includes('currency')
  if (needsCurrency && guessed.currency && !constants.currency) constants.currency = guessed.currency.code
  return {
    mapping: {
      kind,
      columns: Object.fromEntries([...columns].filter(([name]) => name !== '__proto__')),
      constants,
      formats: { ...guessed.formats, ...layout?.formats },
      ...(form.type === 'csv' && {
        encoding: form.encoding as Mapping['encoding'],
        delimiter: form.delimiter as Mapping['delimiter'],
      }),
    } as Mapping,
    layout: layout?.name ?? null,
    currencyFrom: needsCurrency ? currencySource(layout?.constants?.currency, guessed) : null,
    ambiguousDates: guessed.ambiguousDates,
    forbidden: sample.header.filter(isForbiddenColumn),
  }
}

const currencySource = (ofLayout: string | undefined, guessed: GuessedFormats): Guess['currencyFrom'] =>
  ofLayout ? 'layout' : (guessed.currency?.from ?? null)

/** A constant steps back where a column of the file says it. */
function unmapped(constants: Readonly<Record<string, string>>, columns: Map<string, string | null>) {
  const fields = new Set(columns.values())
  return Object.fromEntries(Object.entries(constants).filter(([field]) => !fields.has(field)))
}
