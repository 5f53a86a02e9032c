import type { Room } from '#core/module.ts'
import { imports } from '#connectors/imports/connector.ts'

/** Every connector to the outside. */
export const connectors: Room[] = [imports]
