import { join } from 'node:path'
import { openTestHouse, type TestHouse } from '#core/testing/test-house.ts'
import { team } from '#modules/team/module.ts'
import { insight } from '../module.ts'

/** A house with insight and the tables it reads; the rooms below take part with their schema only. */
export function openInsightHouse(): Promise<TestHouse> {
  const below = ['customers', 'catalogue', 'orders'].map((name) => ({
    name,
    folder: join(import.meta.dirname, '..', '..', name),
    ...(name === 'orders' && { permissions: { 'orders.profit': { allows: 'See costs and profits', roles: [] } } }),
  }))
  return openTestHouse([team, ...below, insight])
}
