import { createHash } from 'node:crypto'
import { uuid7 } from '#core/words/uuid7.ts'

export const EVENT_TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** When a request came, and what its events inherit. */
export interface Received {
  receivedAt: Date
  sentAt: Date | null
  context?: Record<string, unknown> | undefined
}

/** An event in one form, whoever sent it. */
export interface ReadEvent {
  /** Of the sender's messageId: the same message has the same key each time. */
  messageKey: string
  type: EventType
  /** Of `track`: its name. Of `page` and `screen`: theirs. */
  name: string
  occurredAt: Date
  /** The sender's clock could not be believed; the server's was taken. */
  isClockOff: boolean
  userId: string | null
  anonymousId: string | null
  /** Of `alias` and `group`. */
  previousId: string | null
  groupId: string | null
  traits: Record<string, unknown>
  properties: Record<string, unknown>
  context: Record<string, unknown>
}

/** Why an event is not taken in; the sender was answered 200 all the same, as the API's documentation has it. */
export type Refusal =
  | 'no_object'
  | 'type_unknown'
  | 'no_user_anon_id'
  | 'no_event_name'
  | 'message_id_too_long'
  | 'no_previous_id'

const ID_LENGTH = 200
const MESSAGE_ID_LENGTH = 100
/** A sender's clock may run ahead a little; what lies further in the future did not happen yet. */
const AHEAD_MS = 60_000
const EARLIEST = Date.UTC(2000, 0, 1)

/**
 * Reads one event of Segment's Tracking API. The moment it happened is corrected for the sender's clock as the
 * specification has it (Common fields, timestamps): timestamp + (received − sent). Future moments become the moment of
 * receiving.
 */
export function readEvent(given: unknown, received: Received): ReadEvent | Refusal {
  const raw = objectOf(given)
  if (!raw) return 'no_object'
  const type = EVENT_TYPES.find((one) => one === raw.type)
  if (!type) return 'type_unknown'
  const messageId = idOf(raw.messageId)
  if (messageId && messageId.length > MESSAGE_ID_LENGTH) return 'message_id_too_long'
  const context = { ...received.context, ...objectOf(raw.context) }
  const userId = idOf(raw.userId)
  const anonymousId = idOf(raw.anonymousId)
  const previousId = idOf(raw.previousId)
  if (!userId && !anonymousId && !(type === 'alias' && previousId)) return 'no_user_anon_id'
  if (type === 'alias' && !previousId) return 'no_previous_id'
  const name = textOf(type === 'track' ? raw.event : (raw.name ?? objectOf(raw.properties)?.name))
  if (type === 'track' && name === '') return 'no_event_name'
  return {
    messageKey: keyOf(messageId),
    type,
    name,
    ...momentOf(raw, received),
    userId,
    anonymousId,
    previousId,
    groupId: idOf(raw.groupId),
    traits: { ...objectOf(context.traits), ...objectOf(raw.traits) },
    properties: objectOf(raw.properties) ?? {},
    context,
  }
}

export const objectOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null

/** Some senders have numbers for users. */
function idOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return text === '' || text.length > ID_LENGTH ? null : text
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 200) : '')

/** Messages without an id are all different. */
function keyOf(messageId: string | null): string {
  if (!messageId) return uuid7()
  const hash = createHash('sha256').update(messageId).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

function momentOf(raw: Record<string, unknown>, received: Received): { occurredAt: Date; isClockOff: boolean } {
  const now = received.receivedAt.getTime()
  const said = dateOf(raw.timestamp)
  if (!said) return { occurredAt: received.receivedAt, isClockOff: false }
  const sent = dateOf(raw.sentAt) ?? received.sentAt
  const at = said.getTime() + (sent ? now - sent.getTime() : 0)
  const isClockOff = at > now + AHEAD_MS || at < EARLIEST
  return { occurredAt: new Date(isClockOff ? now : Math.min(at, now)), isClockOff }
}

/** ISO 8601, or milliseconds since 1970 as some senders have it. */
export function dateOf(value: unknown): Date | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}
