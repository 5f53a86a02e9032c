import type { Room } from '#core/module.ts'
import { connectors } from './connectors.ts'
import { rooms as modules } from './modules.ts'

/** The whole house: rooms, lowest floor first, then the connectors. */
export const rooms: Room[] = [...modules, ...connectors]
