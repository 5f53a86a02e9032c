import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface BenchOptions {
  customers: number
  /** Folder of the prepared shop, filled once and used again. */
  folder: string
  /** Only measurements whose names begin with one of these; all when empty. */
  only: readonly string[]
  /** File for the table as markdown. */
  out: string | null
}

/** `--customers N --data DIR --only lists,search --out FILE`. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      customers: { type: 'string', default: '100000' },
      data: { type: 'string', default: join(tmpdir(), 'rapport-bench') },
      only: { type: 'string', default: '' },
      out: { type: 'string' },
    },
  })
  const customers = Number(values.customers)
  if (!Number.isSafeInteger(customers) || customers < 300) throw new Error('--customers: a whole number from 300.')
  const only = values.only.split(',').filter((word) => word !== '')
  return {
    customers,
    folder: join(resolve(values.data), String(customers)),
    only,
    out: values.out ? resolve(values.out) : null,
  }
}
