import { sql } from 'kysely'

/** Beside a customer `c`: what the purchase model expects of them, `p`, and when they buy next, `n`. */
export const expectations = sql`
  left join facts.customer_predictions p on p.customer_id = c.customer_id
  left join facts.customer_needs n on n.customer_id = c.customer_id`

/**
 * What fields and sorts are read from. Where none of `p` or `n` is asked for, the database leaves the join out; where one is asked
 * for, it begins at the index of that.
 */
export const people = sql`customers.customers c ${expectations}`
