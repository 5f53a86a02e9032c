import { openTestHouse, type TestHouse } from '#core/testing/test-house.ts'
import { catalogue } from '#modules/catalogue/module.ts'
import { customers } from '#modules/customers/module.ts'
import { team } from '#modules/team/module.ts'
import { orders } from '../module.ts'

/** A house with the rooms that orders stand on. */
export const openOrdersHouse = (): Promise<TestHouse> => openTestHouse([team, customers, catalogue, orders])
