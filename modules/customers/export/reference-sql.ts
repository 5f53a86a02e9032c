import { sql } from 'kysely'
import type { SqlPart } from '../list/sql-part.ts'

/** Stands before references of the house itself: `rapport:<id of the record>`. */
export const HOUSE = 'rapport'

/**
 * What a file calls the customer `c`: their reference in its shop, else one of another shop with that shop's name before
 * it, else the record's own id. So a file that is imported again under the same source finds every customer.
 */
export const referenceSql = (source: string): SqlPart => sql`coalesce(
  (select i.value from customers.identities i
    where i.customer_id = c.customer_id and i.kind = 'ref' and i.source = ${source}
    order by i.is_primary desc, i.created_at, i.value_key limit 1),
  (select i.source || ':' || i.value from customers.identities i
    where i.customer_id = c.customer_id and i.kind = 'ref' and position(':' in i.source) = 0
    order by i.is_primary desc, i.created_at, i.source, i.value_key limit 1),
  ${`${HOUSE}:`} || c.customer_id)`
