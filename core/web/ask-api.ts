import type { Method } from '#core/http/contract.ts'
import { type CallOptions, callApi } from './call-api.ts'

export interface AskInput {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/** For the ground only, which may not read the contract of a room: the caller states the reply's type. */
export async function askApi<Reply>(
  key: `${Method} /api/${string}`,
  input: AskInput = {},
  options: CallOptions = {},
): Promise<Reply> {
  return (await callApi(key, input, options)) as Reply
}
