import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Call } from '#core/http/contract.ts'
import type { ApiError } from './api-error.ts'
import { callApi } from './call-api.ts'
import { refresh } from './query-client.ts'
import type { KeyOf, WireInput, WireReply } from './wire.ts'

export interface UseSendOptions<C extends Call> {
  /** Paths whose shown answers ask again afterwards: `['/api/customers']`. */
  refreshes?: readonly string[]
  /** Sends an Idempotency-Key, the same one again when a failed attempt is repeated. */
  once?: boolean
  onDone?(reply: WireReply<C>): void
}

/** Sends a change: `const add = useSend<typeof addNote>('POST /api/…'); add.mutate({ params, body })`. `ifMatch` goes beside them. */
export function useSend<C extends Call>(
  key: KeyOf<C>,
  options: UseSendOptions<C> = {},
): UseMutationResult<WireReply<C>, ApiError, WireInput<C> & { ifMatch?: number }> {
  const attempt = useRef({ body: '', key: '' })
  return useMutation({
    mutationFn: ({ ifMatch, ...input }) => {
      const body = JSON.stringify(input)
      if (options.once && attempt.current.body !== body) attempt.current = { body, key: crypto.randomUUID() }
      return callApi<C>(key, input as WireInput<C>, {
        ...(ifMatch !== undefined && { ifMatch }),
        ...(options.once && { idempotencyKey: attempt.current.key }),
      })
    },
    onSuccess: (reply) => {
      attempt.current = { body: '', key: '' }
      if (options.refreshes) void refresh(...options.refreshes)
      options.onDone?.(reply)
    },
  })
}
