import { type RawBuilder, sql } from 'kysely'

/** Rows of what happened in these units; every unit in scope without them. */
export const happenedIn = (units: readonly number[] | undefined): RawBuilder<unknown> =>
  units ? sql`unit_id = any(${units}::int[])` : sql`true`

/** Rows about customers whom one of these units serves. */
export const servedBy = (units: readonly number[] | undefined): RawBuilder<unknown> =>
  units ? sql`unit_ids && ${units}::int[]` : sql`true`
