import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CustomerRow,
  customerColumns,
  type InteractionRow,
  interactionColumns,
  type OrderRow,
  orderColumns,
  type ProductRow,
  productColumns,
} from './csv-columns.ts'
import { CsvFile } from './csv-file.ts'
import { type Life, liveLife } from './life.ts'
import { customerRows, interactionRows, orderRows, productRow } from './life-rows.ts'
import { makeShop } from './shop.ts'
import { readSimulateOptions, type SimulateOptions } from './simulate-options.ts'
import { Truth } from './truth.ts'

export type SimulateResult = ReturnType<Truth['report']>

type Files = { customers: CsvFile<CustomerRow>; orders: CsvFile<OrderRow>; interactions: CsvFile<InteractionRow> }

function addLife(files: Files, life: Life): void {
  for (const row of customerRows(life)) files.customers.add(row)
  for (const order of life.orders) for (const row of orderRows(life, order)) files.orders.add(row)
  for (const order of life.anonymous) for (const row of orderRows(life, order)) files.orders.add(row)
  for (const row of interactionRows(life)) files.interactions.add(row)
}

/**
 * Writes customers.csv, products.csv, orders.csv (one row a line), interactions.csv and truth.json of a made-up shop into the
 * folder `out`. Equal options give equal bytes. Memory does not grow with the number of rows; truth.json comes last, so its
 * presence says the files are whole. Returns what truth.json says.
 */
export async function simulate(
  options: SimulateOptions & { out: string; onProgress?: (done: number, of: number) => void },
): Promise<SimulateResult> {
  const { out, onProgress, ...rest } = options
  const shop = makeShop(readSimulateOptions(rest))
  const truth = new Truth(shop)
  await mkdir(out, { recursive: true })
  await rm(join(out, 'truth.json'), { force: true })
  const products = await CsvFile.create<ProductRow>(join(out, 'products.csv'), productColumns)
  for (const category of shop.categories)
    for (const product of category.brands.flat()) products.add(productRow(product))
  await products.close()
  const files: Files = {
    customers: await CsvFile.create(join(out, 'customers.csv'), customerColumns),
    orders: await CsvFile.create(join(out, 'orders.csv'), orderColumns),
    interactions: await CsvFile.create(join(out, 'interactions.csv'), interactionColumns),
  }
  try {
    for (let index = 0; index < shop.plan.customers; index++) {
      const life = liveLife(shop, index)
      truth.add(life)
      addLife(files, life)
      for (const file of Object.values(files)) if (file.full) await file.flush()
      if (onProgress !== undefined && index % 1000 === 999) onProgress(index + 1, shop.plan.customers)
    }
  } finally {
    for (const file of Object.values(files)) await file.close()
  }
  const rows = {
    'customers.csv': files.customers.rows,
    'products.csv': products.rows,
    'orders.csv': files.orders.rows,
    'interactions.csv': files.interactions.rows,
  }
  const report = truth.report(rows)
  await writeFile(join(out, 'truth.json'), `${JSON.stringify(report, null, 1)}\n`)
  return report
}
