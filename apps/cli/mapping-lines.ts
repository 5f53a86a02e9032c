import type { FileRead } from '#connectors/imports/run/import-file.ts'
import { textTable } from './text-table.ts'

const CURRENCY_FROM = {
  layout: 'as in every such export',
  sign: 'by the sign before the amounts',
  country: 'by the country of most rows',
  company: "the company's",
}
/** Lines that say how a file is read: what each column means, what is left out, and how values are written. */
export function mappingLines({ study, mapping, zone }: FileRead): string[] {
  const columns = Object.entries(mapping.columns)
  const taken = columns.flatMap(([column, field]) => (field === null ? [] : [{ column, field }]))
  const leftOut = columns.filter(([, field]) => field === null).map(([column]) => column)
  return [
    `Read as ${mapping.kind}${study.guess.layout ? `, layout ${study.guess.layout}` : ''}: ${formOf(study, mapping)}`,
    ...textTable(
      [
        { title: 'column', value: (row) => row.column },
        { title: 'means', value: (row) => row.field },
      ],
      taken,
    ).map((line) => `  ${line}`),
    ...(leftOut.length > 0 ? [`Left out: ${leftOut.join(', ')}`] : []),
    ...constantLines(study, mapping),
    `Written as: ${formatWords(mapping, zone).join(', ')}`,
    'Something wrong? Say it in a map file (--map, docs/how-to/import.md).',
  ]
}

function formOf({ form }: FileRead['study'], { sheet }: FileRead['mapping']): string {
  if (form.type === 'xlsx') return `a workbook, ${sheet ? `sheet ${sheet}` : 'its first sheet with rows'}`
  return `CSV, ${form.encoding}, ${form.delimiter === '\t' ? 'TAB' : `"${form.delimiter}"`} between columns`
}

/** What holds for every row; a currency with where it comes from. */
function constantLines({ guess }: FileRead['study'], { constants }: FileRead['mapping']): string[] {
  return Object.entries(constants).map(([field, value]) => {
    const isGuessed = field === 'currency' && guess.currencyFrom && guess.mapping.constants.currency === value
    return `Every row: ${field} ${value}${isGuessed && guess.currencyFrom ? ` (${CURRENCY_FROM[guess.currencyFrom]})` : ''}`
  })
}

function formatWords({ formats, kind }: FileRead['mapping'], zone: string): string[] {
  const { date, decimal, phoneCountry, creditPrefix, fillDown } = formats
  return [
    ...(date ? [`dates ${date}`] : []),
    ...(kind === 'products' ? [] : [`times without an offset in ${formats.zone ?? zone}`]),
    ...(decimal ? [`decimals after "${decimal}"`] : []),
    ...(phoneCountry ? [`phones without a country code from ${phoneCountry}`] : []),
    ...(creditPrefix ? [`numbers that begin with ${creditPrefix} take goods back`] : []),
    ...(fillDown ? ['the first line of an order speaks for the others'] : []),
    ...(kind === 'products' && !decimal ? ['plain numbers'] : []),
  ]
}
