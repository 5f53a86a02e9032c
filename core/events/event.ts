import type { z } from 'zod'

/** A thing that happened, named `room.thing.past`. Its payload is small: ids and what a reaction can't look up later. */
export interface EventKind<Name extends string = string, S extends z.ZodType = z.ZodType> {
  name: Name
  payload: S
}

export const defineEvent = <const Name extends string, S extends z.ZodType>(
  name: Name,
  payload: S,
): EventKind<Name, S> => ({
  name,
  payload,
})
