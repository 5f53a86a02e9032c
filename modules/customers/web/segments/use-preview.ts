import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ApiError } from '#core/web/api-error.ts'
import { callApi } from '#core/web/call-api.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { Condition } from '../../segment/condition.ts'
import type { previewSegmentCall } from '../../segment/contract.ts'

export type Preview = WireReply<typeof previewSegmentCall>
const PAUSE_MS = 350

/** Whom a condition finds, asked once the person stops changing it. */
export function usePreview(condition: Condition | null) {
  const text = condition && JSON.stringify(condition)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return useQuery<Preview, ApiError>({
    queryKey: ['/api/segments/preview', settled],
    queryFn: ({ signal }) =>
      callApi<typeof previewSegmentCall>(
        'POST /api/segments/preview',
        { body: { condition: JSON.parse(settled ?? '') } } as never,
        { signal },
      ),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
  })
}
