import { counted, type Figure, percent, perSecond, seconds } from './figure.ts'
import type { Prepared } from './prepared.ts'

interface Sum {
  rows: number
  ms: number
  followingMs: number
}

/** What bringing in the shop took, by kind of file. */
export function measureImports(prepared: Prepared): Figure[] {
  const orders = sumOf(prepared, 'orders')
  const rate = orders.rows / (orders.ms / 1000)
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
      `${counted(orders.rows)} rows through \`./rapport import orders\` in three files, ${seconds(orders.ms)} from typing to exit, and ${seconds(orders.followingMs)} of jobs after it (figures of customers, search words, segments). Bare: the rows that came of it, by COPY of the server from its own disk into copies of orders.orders, orders.order_numbers and orders.lines with all their columns, primary and foreign keys, checks and indexes (${seconds(copies.tablesMs)}).`,
    ),
    orderFigure(
      'import of orders against COPY into one plain table',
      perFile,
      `Bare: the file itself, by COPY of the server into one logged table with the file's 22 columns (time, numbers and texts as such) and the primary key (order_number, line), no other index (${seconds(copies.fileMs)}).`,
    ),
    ...(['customers', 'products', 'interactions'] as const).map((kind) => {
      const sum = sumOf(prepared, kind)
      return {
        what: `import of ${kind}`,
        measured: perSecond(sum.rows / (sum.ms / 1000)),
        budget: 'none',
        meets: null,
        notes: [`${counted(sum.rows)} rows, ${seconds(sum.ms)}, then ${seconds(sum.followingMs)} of jobs.`],
      }
    }),
  ]
}

function sumOf({ imports }: Prepared, kind: string): Sum {
  const parts = imports.filter((one) => one.kind === kind)
  const sum = (key: keyof Sum) => parts.reduce((total, part) => total + part[key], 0)
  return { rows: sum('rows'), ms: sum('ms'), followingMs: sum('followingMs') }
}
