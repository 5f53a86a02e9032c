import { sql } from 'kysely'

/** Whether something is to be done about the stock of a series `s`: what nobody has asked for in a year needs none. */
export const needsOrder = sql`(s.stock_state in ('short', 'order') or s.stock_state = 'out' and s.state <> 'ended')`
