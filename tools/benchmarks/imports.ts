import { counted, type Figure, percent, perSecond, seconds } from './figure.ts'
import type { Prepared } from './prepared.ts'

interface Sum {
  rows: number
  ms: number
  wholeMs: number
}

/** What bringing in the shop took, by kind of file. */
export function measureImports(prepared: Prepared): Figure[] {
  const orders = prepared.imports.filter((one) => one.kind === 'orders').at(-1)
  if (!orders) throw new Error('no orders were imported')
  const rate = rateOf(orders)
  const { copies } = prepared
  if (!copies) throw new Error('the shop is not whole')
  const perTables = copies.rows / (copies.tablesMs / 1000)
  const perFile = copies.rows / (copies.fileMs / 1000)
  const orderFigure = (what: string, bare: number, note: string): Figure => ({
    what,
    measured: perSecond(rate),
    budget: '≥ 25 % of COPY',
    meets: rate / bare >= 0.25,
    bare: perSecond(bare),
    ratio: percent(rate / bare),
    notes: [note],
  })
  return [
    orderFigure(
      'import of orders against COPY into the same tables',
      perTables,
      `the last and largest of three files, ${counted(orders.rows)} rows through \`./rapport import orders\`, ${seconds(orders.ms)} by the record of the runs (all checks, staging, writing), ${seconds(orders.wholeMs)} from typing to exit with all that follows (figures of customers, search words, segments, an analysis). Bare: the rows that came of it, by COPY of the server from its own disk into copies of orders.orders, orders.order_numbers and orders.lines with all their columns, primary and foreign keys, checks and indexes (${counted(copies.rows)} rows, ${seconds(copies.tablesMs)}). The files one by one: ${prepared.imports
        .filter((one) => one.kind === 'orders')
        .map((one) => `${counted(one.rows)} rows at ${perSecond(rateOf(one))}`)
        .join(', ')}.`,
    ),
    orderFigure(
      'import of orders against COPY into one plain table',
      perFile,
      `Bare: the file itself, by COPY of the server into one logged table with the file's 22 columns (time, numbers and texts as such) and the primary key (order_number, line), no other index (${seconds(copies.fileMs)}).`,
    ),
    ...(['customers', 'products', 'interactions'] as const).map((kind) => {
      const sum = sumOf(prepared, kind)
      if (sum.rows === 0) {
        return { what: `import of ${kind}`, measured: 'not run', budget: 'none', meets: null, notes: [] }
      }
      return {
        what: `import of ${kind}`,
        measured: perSecond(rateOf(sum)),
        budget: 'none',
        meets: null,
        notes: [
          `${counted(sum.rows)} rows in ${seconds(sum.ms)}, ${seconds(sum.wholeMs)} from typing to exit with all that follows.`,
        ],
      }
    }),
  ]
}

function sumOf({ imports }: Prepared, kind: string): Sum {
  const parts = imports.filter((one) => one.kind === kind)
  const sum = (key: keyof Sum) => parts.reduce((total, part) => total + part[key], 0)
  return { rows: sum('rows'), ms: sum('ms'), wholeMs: sum('wholeMs') }
}

const rateOf = ({ rows, ms }: { rows: number; ms: number }) => rows / (ms / 1000)
