import type { z } from 'zod'
import type { Call } from '#core/http/contract.ts'

/** A value as it stands in JSON: moments and big numbers are strings there. */
export type Wire<T> = T extends Date | bigint ? string : T extends object ? { [K in keyof T]: Wire<T[K]> } : T

/** `'GET /api/customers/:customerId'`, taken from the type of the call. */
export type KeyOf<C extends Call> = C extends Call ? `${C['method']} ${C['path']}` : never

type Part<C extends Call, P extends 'params' | 'query' | 'body'> = C[P] extends z.ZodType
  ? Record<never, never> extends z.input<C[P]>
    ? { [K in P]?: Wire<z.input<C[P]>> }
    : { [K in P]: Wire<z.input<C[P]>> }
  : unknown

/** What the caller of a call hands over: `{params, query, body}`, each only where the contract has it. */
export type WireInput<C extends Call> = Part<C, 'params'> & Part<C, 'query'> & Part<C, 'body'>

/** What the browser receives. */
export type WireReply<C extends Call> = C['reply'] extends z.ZodType ? Wire<z.output<C['reply']>> : undefined
