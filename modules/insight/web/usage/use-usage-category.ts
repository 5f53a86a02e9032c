import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listUsageCategoriesCall } from '../../usage/contract.ts'
import { useUnits } from '../overview/use-units.ts'

export type Categories = WireReply<typeof listUsageCategoriesCall>

/** What can be chosen, and what is: of the address, else the category without others below it that sells most. */
export function useUsageCategory() {
  const { search, set } = useAddress()
  const { withChildren } = useUnits()
  const unit = search.unit || undefined
  const whose = unit ? { units: withChildren(unit) } : {}
  const answer = useCall<typeof listUsageCategoriesCall>(
    'GET /api/insight/usage/categories',
    { query: whose },
    { live: 'insight', keep: true },
  )
  const items = answer.data?.items ?? []
  return { answer, items, category: search.category || greatestLeaf(items), unit, whose, search, set }
}

function greatestLeaf(items: Categories['items']): string | undefined {
  const leaves = items.filter(({ category }) => !items.some((other) => other.category.startsWith(`${category}/`)))
  return leaves.toSorted((a, b) => Number(b.revenue) - Number(a.revenue))[0]?.category
}
