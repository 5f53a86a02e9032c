import { join } from 'node:path'
import type { Room } from '#core/module.ts'
import { openTestHouse, type TestHouse } from '#core/testing/test-house.ts'
import { team } from '#modules/team/module.ts'
import { customers } from '../module.ts'

/** For tests: this room with its tables, and of the rooms it looks at the tables and views only. */
export const openCustomersHouse = (): Promise<TestHouse> =>
  openTestHouse([team, customers, ...['catalogue', 'orders', 'insight'].map(tablesOf)])

const tablesOf = (name: string): Room => ({
  name,
  folder: join(import.meta.dirname, '../..', name),
  ...(name === 'orders' && { permissions: { 'orders.profit': { allows: 'See costs and profits', roles: [] } } }),
})
