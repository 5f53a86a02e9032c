import { type Reaction, react } from '#core/events/react.ts'
import { keepMessages } from './event/keep-messages.ts'
import { outwardEvents } from './event/outward-events.ts'

/** All under one name: whatever a transaction announces is kept in one go. */
export const reactions: Reaction[] = outwardEvents.map((kind) => react(kind, 'webhooks.keep-messages', keepMessages))
