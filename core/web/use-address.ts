import { useLocation, useParams, useRouter } from '@tanstack/react-router'

export interface Address {
  path: string
  /** `$customerId` of the page's path. */
  params: Record<string, string>
  /** The search part; everything a page shows by choice stands here, so the address can be shared. */
  search: Record<string, string>
  /** Changes some of the search; `undefined` or '' takes a key away. Replaces the entry unless `push`. */
  set(patch: Record<string, string | undefined>, options?: { push?: boolean }): void
}

/** Where we are, and how to change what stands in the address. */
export function useAddress(): Address {
  const router = useRouter()
  const { pathname, search } = useLocation()
  const params = useParams({ strict: false }) as Record<string, string>
  const now = search as Record<string, string>
  const set: Address['set'] = (patch, options) => {
    // From the present address, not the rendered one: two changes in one moment must both hold.
    const next = new URLSearchParams(router.history.location.search)
    for (const [key, value] of Object.entries(patch)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    const text = next.toString()
    const address = text ? `${router.history.location.pathname}?${text}` : router.history.location.pathname
    if (options?.push) router.history.push(address)
    else router.history.replace(address)
  }
  return { path: pathname, params, search: now, set }
}
