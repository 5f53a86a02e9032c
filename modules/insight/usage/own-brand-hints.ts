import { sql } from 'kysely'
import { companyName } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import type { findUsageRuleCall } from './contract.ts'

type Brands = Pick<ReplyOf<typeof findUsageRuleCall>, 'brands' | 'categories'>

const MOST = 200
/** A maker seldom makes half of what a shop sells; its own brand often does. */
const EVERYWHERE = 0.5
const LEAST_CATEGORIES = 4
const LEAST_LETTERS = 2

/**
 * The brands of the products with the number of categories they stand in, and which of them may be the company's own:
 * one that stands in half of all categories, or that carries the company's name. A guess to be offered, never used.
 */
export async function ownBrandHints(ctx: Context): Promise<Brands> {
  const { rows } = await sql<{ brand: string; categories: number; all: number }>`
    with sold as (
      select btrim(brand) as brand, category_path from facts.products where category_path <> ''
    )
    select brand, count(distinct category_path)::int as categories,
      (select count(distinct category_path)::int from sold) as all
    from sold where brand <> '' group by 1 order by 2 desc, 1 limit ${MOST}`.execute(ctx.db)
  const words = wordsOf(await readSetting(ctx, companyName))
  const all = rows[0]?.all ?? 0
  return {
    categories: all,
    brands: rows.map(({ brand, categories }) => {
      const isEverywhere = all >= LEAST_CATEGORIES && categories >= all * EVERYWHERE
      const isNamed = words.some((word) => brand.toLowerCase().includes(word))
      return { brand, categories, hint: isEverywhere ? 'everywhere' : isNamed ? 'name' : null }
    }),
  }
}

const wordsOf = (name: string) =>
  name
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => [...word].length >= LEAST_LETTERS)
