import type { Room } from '#core/module.ts'
import { connectors } from './connectors.ts'
import { rooms as modules } from './modules.ts'
import { sample } from './sample/module.ts'

/** The whole house: rooms, lowest floor first, then the connectors, then the sample shop. */
export const rooms: Room[] = [...modules, ...connectors, sample]
