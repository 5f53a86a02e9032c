import { sql } from 'kysely'

/** Columns that both tables of needs have, by the names of the calls. */
export const toldColumns = sql`state, last_on as "lastOn", due_on as "dueOn", next_on as "nextOn", low_on as low, high_on as high,
  probability_7d as "probability7", probability_14d as "probability14", probability_30d as "probability30", returns, purchases,
  last_quantity as "lastQuantity", usual_quantity as "usualQuantity", own_gap as "ownGap", usual_gap as "usualGap", method`
