import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { listCategoriesCall } from './contract.ts'

/** Every category in the order of its path, a parent before its children, counting what lies below it too. */
export async function listCategories(ctx: Context): Promise<ReplyOf<typeof listCategoriesCall>> {
  const { rows } = await sql<{ path: string | null; products: bigint }>`
    select category_path as path, count(*) as products from catalogue.products group by category_path`.execute(ctx.db)
  const counts = new Map<string, number>()
  let withoutCategory = 0
  for (const { path, products } of rows) {
    if (path === null) withoutCategory = Number(products)
    else for (const parent of parentsOf(path)) counts.set(parent, (counts.get(parent) ?? 0) + Number(products))
  }
  const items = [...counts].map(([path, products]) => {
    const levels = path.split('/')
    return { path, name: levels.at(-1) ?? path, depth: levels.length - 1, products }
  })
  // Level by level: '食品/咖啡' must follow '食品' and not '食品-旧'.
  items.sort((a, b) => compareLevels(a.path.split('/'), b.path.split('/')))
  return { items, withoutCategory }
}

function parentsOf(path: string): string[] {
  const levels = path.split('/')
  return levels.map((_, index) => levels.slice(0, index + 1).join('/'))
}

function compareLevels(a: string[], b: string[]): number {
  const at = a.findIndex((level, index) => level !== b[index])
  if (at === -1) return a.length - b.length
  const other = b[at]
  if (other === undefined) return 1
  return (a[at] ?? '') < other ? -1 : 1
}
