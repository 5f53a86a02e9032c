import { counted } from './counted.ts'
import type { HistoryRows } from './read-histories.ts'
import { textTable } from './text-table.ts'

interface Document {
  model: string
  customers: number
  histories: number
  rounding: number
  parameters: Record<string, number>
  logLikelihood: number
  unbounded: string[]
  predict?: number | undefined
  predicted?: number
  alive: number[]
  predictions?: number[]
}

const SHOWN = 10

/** A fit in words: parameters, what is expected in all, and the ten rows expected to buy most. */
export function purchaseLines(document: Document, { x, tx, T }: Omit<HistoryRows, 'lines'>, lines: number[]): string[] {
  const { parameters, logLikelihood, predictions, alive, predict } = document
  const repeat = x.reduce((count, one) => count + (one > 0 ? 1 : 0), 0)
  const said = [
    `${document.model}: ${counted(document.customers, 'customer')}, ${repeat} of them came back; ${document.histories} different histories`,
    Object.entries(parameters)
      .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
      .join(' · '),
    `log likelihood ${logLikelihood.toFixed(2)}`,
  ]
  if (document.rounding > 0) said.push(`parameters found on histories rounded by up to ${document.rounding * 100} %`)
  if (document.unbounded.length > 0) {
    said.push(`these rows are too few or too alike to tell ${document.unbounded.join(', ')}: it runs away`)
  }
  const active = alive.reduce((sum, one) => sum + one, 0)
  said.push(`expected to be still active: ${active.toFixed(0)}`)
  if (!predictions) return [...said, '--predict T tells how many purchases to expect in a time T to come.']
  said.push(`purchases expected in the next ${predict}: ${(document.predicted ?? 0).toFixed(1)}`, '')
  const most = [...predictions.keys()].sort((a, b) => (predictions[b] as number) - (predictions[a] as number))
  const table = textTable(
    [
      { title: 'line', value: (at: number) => lines[at], isNumber: true },
      { title: 'x', value: (at) => x[at], isNumber: true },
      { title: 't_x', value: (at) => tx[at], isNumber: true },
      { title: 'T', value: (at) => T[at], isNumber: true },
      { title: 'active', value: (at) => alive[at]?.toFixed(3), isNumber: true },
      { title: 'expected', value: (at) => predictions[at]?.toFixed(2), isNumber: true },
    ],
    most.slice(0, SHOWN),
  )
  return [...said, 'Rows that are expected to buy most:', ...table]
}
