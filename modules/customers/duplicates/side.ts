import { sql } from 'kysely'
import type { z } from 'zod'
import type { side } from './contract.ts'

export type Side = z.output<typeof side>

/** A record as pairs show it, from the table of customers under this name. */
export const sideOf = (table: 'a' | 'b') => {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql`jsonb_build_object('id', ${column('customer_id')},
    'name', customers.called(${column('customer_id')}, ${column('name')}, ${column('company')}),
    'email', ${column('email')}, 'phone', ${column('phone')}, 'company', ${column('company')},
    'birthday', ${column('birthday')}, 'regionPath', ${column('region_path')}, 'address', ${column('address')},
    'class', ${column('class')}, 'orders', ${column('orders_count')},
    'lastOrderAt', customers.iso(${column('last_order_at')}), 'createdAt', customers.iso(${column('created_at')}))`
}
