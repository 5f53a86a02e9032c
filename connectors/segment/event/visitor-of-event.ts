import type { VisitorGiven } from '#modules/customers/public.ts'
import { objectOf, type ReadEvent } from './read-event.ts'

/**
 * Who an event is about. What an event says in passing (an e-mail among its properties) names somebody; only
 * `identify`, by which a person tells who they are, fills their record.
 */
export function visitorOf(event: ReadEvent, unitId: number): VisitorGiven {
  const { traits, properties, type } = event
  const address = objectOf(traits.address) ?? {}
  const seen = {
    visitorId: event.anonymousId,
    customerRef: event.userId,
    email: textOf(traits.email ?? properties.email),
    phone: textOf(traits.phone ?? properties.phone),
    unitIds: [unitId],
    seenAt: event.occurredAt,
  }
  if (type !== 'identify') return seen
  const gender = textOf(traits.gender)?.toLowerCase()
  const birthday = textOf(traits.birthday)?.slice(0, 10)
  return {
    ...seen,
    name: nameOf(traits),
    company: textOf(objectOf(traits.company)?.name ?? traits.company),
    country: textOf(address.country ?? traits.country),
    region: textOf(address.state ?? traits.state),
    city: textOf(address.city ?? traits.city),
    address: textOf(address.street),
    postcode: textOf(address.postalCode ?? address.postal_code),
    ...(gender && /^(?:female|male|other)$/.test(gender) && { gender }),
    ...(birthday && isDay(birthday) && { birthday }),
  }
}

const isDay = (text: string) => {
  const date = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function nameOf(traits: Record<string, unknown>): string | null {
  const whole = textOf(traits.name)
  if (whole) return whole
  const parts = [traits.firstName ?? traits.first_name, traits.lastName ?? traits.last_name].map(textOf)
  return parts.filter(Boolean).join(' ') || null
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null
