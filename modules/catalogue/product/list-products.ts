import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { queryWords, toTsQuery } from '#core/words/search-words.ts'
import { chosenValues } from './chosen-values.ts'
import type { listProductsCall } from './contract.ts'
import { type ProductRecord, productColumns, productReply } from './product-columns.ts'

/** A page of products in the order of their names, after a cursor. */
export async function listProducts(
  ctx: Context,
  input: InputOf<typeof listProductsCall>,
): Promise<ReplyOf<typeof listProductsCall>> {
  const conditions = conditionsOf(input)
  if (conditions === null) return { items: [], next: null }
  const { rows } = await sql<ProductRecord>`
    select ${productColumns} from catalogue.products
    where ${sql.join([sql`true`, ...conditions], sql` and `)}
    order by name, product_id limit ${input.limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const next = rows.length > input.limit && last ? writeCursor(last) : null
  return { items: page.map(productReply), next }
}

/** Null: nothing can be found by these words. */
function conditionsOf(input: InputOf<typeof listProductsCall>): RawBuilder<unknown>[] | null {
  const conditions: RawBuilder<unknown>[] = []
  const { words, category, brand, supplier, sku, cursor } = input
  if (words?.trim()) {
    const query = toTsQuery(queryWords(words))
    if (query === '') return null
    conditions.push(sql`search @@ cast(${query} as tsquery)`)
  }
  if (category) conditions.push(sql`(${sql.join(chosenValues(category).map(inCategory), sql` or `)})`)
  if (brand) conditions.push(sql`brand = any(${chosenValues(brand)}::text[])`)
  if (supplier) conditions.push(sql`supplier = any(${chosenValues(supplier)}::text[])`)
  if (sku) conditions.push(sql`sku = ${sku}`)
  if (cursor) {
    const after = readCursor(cursor)
    conditions.push(sql`(name, product_id) > (${after.name}, ${after.productId}::uuid)`)
  }
  return conditions
}

// '0' is the character after '/': everything below the category lies between the two.
const inCategory = (path: string) =>
  sql`category_path = ${path} or (category_path > ${`${path}/`} and category_path < ${`${path}0`})`

const writeCursor = ({ name, productId }: ProductRecord) =>
  Buffer.from(JSON.stringify([name, productId])).toString('base64url')

/** @throws invalid `cursor_invalid` when it isn't one of ours. */
function readCursor(cursor: string): { name: string; productId: string } {
  try {
    const [name, productId] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const isOurs = typeof name === 'string' && !name.includes('\0') && name.isWellFormed()
    if (isOurs && /^[0-9a-f-]{36}$/.test(productId)) return { name, productId }
  } catch {
    // Falls through to the refusal.
  }
  throw invalid('cursor_invalid', 'This cursor is not one of this list.', { field: 'cursor' })
}
