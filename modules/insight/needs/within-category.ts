import { type RawBuilder, sql } from 'kysely'

/** Rows of a category and of all below it. */
export const withinCategory = (category: string | undefined): RawBuilder<unknown> =>
  category === undefined ? sql`true` : sql`(category = ${category} or starts_with(category, ${`${category}/`}))`
