import type { QueryResult, RawBuilder } from 'kysely'
import type { Context } from '#core/context.ts'

const names = new Map<string, string>()

/** The name under which connections prepare this statement; none for those that are planned each time. */
export const preparedName = (text: string): string | undefined => names.get(text)

/**
 * Runs a statement that each connection plans once and keeps, for those that are asked all day and take longer to plan
 * than to do. Its text must be one of a few: connections never forget.
 */
export function runPrepared<T>(ctx: Context, query: RawBuilder<T>): Promise<QueryResult<T>> {
  const compiled = query.compile(ctx.db)
  if (!names.has(compiled.sql)) names.set(compiled.sql, `prepared_${names.size + 1}`)
  return ctx.db.executeQuery(compiled)
}
