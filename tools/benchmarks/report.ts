import { cpus, totalmem } from 'node:os'
import { counted, type Figure, seconds } from './figure.ts'
import type { Prepared } from './prepared.ts'

export const verdictOf = ({ meets }: Figure) => (meets === null ? '–' : meets ? 'meets' : '**misses its budget**')

/** For a terminal: columns as wide as they need to be. */
export function printed(figures: readonly Figure[]): string {
  const rows = [
    ['what', 'measured', 'budget', 'verdict', 'bare limit', 'ratio'],
    ...figures.map((one) => cellsOf(one).map((cell) => cell.replaceAll('**', ''))),
  ]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const cellsOf = (one: Figure) => [one.what, one.measured, one.budget, verdictOf(one), one.bare ?? '', one.ratio ?? '']

export interface Circumstances {
  at: Date
  command: string
  /** Mean number of runnable processes in the last minute, before and after. */
  load: readonly [number, number]
  /** Of a billion steps of a plain loop, before. */
  loopMs: number
  prepared: Prepared
}

/** The page docs/benchmarks.md. */
export function asMarkdown(figures: readonly Figure[], circumstances: Circumstances): string {
  const { prepared, at, command, load, loopMs } = circumstances
  const misses = figures.filter((one) => one.meets === false)
  const rowsOf = (kind: string) =>
    counted(prepared.imports.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.rows, 0))
  return [
    '# Benchmarks',
    '',
    `Made by \`${command}\` on ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC. The budgets are those the project set itself before it was built.`,
    '',
    `Machine: ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.versions.node}, the embedded PostgreSQL with the settings it ships with. Server, database and whoever asks share it. Load average ${load[0].toFixed(1)} before and ${load[1].toFixed(1)} after (${prepared.load.toFixed(1)} when the import began, ${prepared.at.slice(0, 16).replace('T', ' ')} UTC): where it is above 0.5 before the start, other programs worked at the same time and every absolute time is longer than it need be. A billion steps of a plain loop took ${seconds(loopMs)} on one processor: times of other days and machines are to be read beside theirs.`,
    '',
    `Shop: \`./rapport simulate\` with ${counted(prepared.customers)} persons over three years: ${rowsOf('customers')} customer rows, ${rowsOf('orders')} order lines, ${rowsOf('interactions')} interactions beside the orders' own, brought in by \`./rapport import\`.`,
    '',
    misses.length === 0
      ? 'Every budget that was measured is met.'
      : `${misses.length} of ${figures.filter((one) => one.meets !== null).length} figures miss their budget: ${misses.map((one) => one.what).join('; ')}.`,
    '',
    '| What | Measured | Budget | Verdict | Bare limit | Part of it |',
    '|---|---|---|---|---|---|',
    ...figures.map((one) => `| ${cellsOf(one).join(' | ')} |`),
    '',
    '## How each was measured',
    '',
    ...figures.filter((one) => one.notes.length > 0).map((one) => `- **${one.what}**: ${one.notes.join(' · ')}`),
    '',
  ].join('\n')
}
