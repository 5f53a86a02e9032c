import { useQuery } from '@tanstack/react-query'
import type { ApiError } from './api-error.ts'
import { askApi } from './ask-api.ts'

/** Who is signed in and what they may do: the answer of `GET /api/session`. */
export interface Session {
  actor: { kind: string; id: string; name: string; email?: string | null }
  permissions: string[]
  units: 'all' | number[]
  /** Classes of fields shown masked: `phone`, `email`, … */
  masked: string[]
  language: string
  company: { name: string; currency: string; timeZone: string; country: string }
  /** No customer yet. */
  empty: boolean
  twoFactor?: boolean
  /** False for a first owner who came in by the link and hasn't chosen a password yet. */
  passwordSet?: boolean
  /** Dangerous acts are open until then. */
  sudoUntil?: string | null
}

/** The call itself, for those who ask before React runs. */
export const sessionQuery = {
  queryKey: ['/api/session'],
  queryFn: () => askApi<Session>('GET /api/session'),
  staleTime: 60_000,
}

/** The session; pages inside the frame always have one. */
export function useSession(): Session {
  const { data } = useQuery<Session, ApiError>(sessionQuery)
  if (!data) throw new Error('useSession was asked outside the frame')
  return data
}
