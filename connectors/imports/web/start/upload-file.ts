import { ApiError } from '#core/web/api-error.ts'
import { callApi } from '#core/web/call-api.ts'
import type { createImport } from '../../contract.ts'

const SMALLEST = 256 * 1024
const LARGEST = 8 * 2 ** 20
const SECONDS_A_PART = 4
const TRIES = 5

/** Sends a file in parts that each take some seconds on this line; after a lost connection it goes on where it was. */
export async function uploadFile(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<string> {
  const run = await callApi<typeof createImport>('POST /api/imports', { body: { fileName: file.name } }, { signal })
  let at = 0
  let size = SMALLEST
  let failed = 0
  while (at < file.size || file.size === 0) {
    const began = performance.now()
    try {
      const next = await sendPart(run.id, file, at, size, signal)
      const seconds = (performance.now() - began) / 1000
      if (next > at)
        size = Math.max(SMALLEST, Math.min(LARGEST, Math.round((size * SECONDS_A_PART) / Math.max(0.1, seconds))))
      at = next
      failed = 0
      onShare(at / file.size)
    } catch (error) {
      const isLine = error instanceof ApiError && (error.status === 0 || error.status === 503)
      if (!isLine || ++failed > TRIES) throw error
      size = SMALLEST
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failed))
    }
  }
  return run.id
}

/** Sends one part; returns where the next one begins. */
async function sendPart(id: string, file: File, at: number, size: number, signal: AbortSignal): Promise<number> {
  const part = file.slice(at, at + size)
  const response = await fetch(`/api/imports/${id}/file?at=${at}&of=${file.size}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: part,
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new ApiError(0, 'no_connection', 'The server does not answer.')
  })
  if (response.ok) return at + part.size
  const problem = (await response.json().catch(() => ({}))) as {
    code?: string
    title?: string
    details?: Record<string, unknown>
  }
  const there = problem.details?.at
  if (problem.code === 'upload_out_of_step' && typeof there === 'number') return there
  throw new ApiError(response.status, problem.code ?? `http_${response.status}`, problem.title ?? '', problem.details)
}
