import { type Identity, identityMark } from '../identity/identity-key.ts'
import type { Match } from './match-people.ts'
import { gapsFilled, type Person } from './person.ts'

/** All rows of a batch about one customer, folded into one: the first row decides, later ones fill gaps. */
export interface Incoming extends Person {
  customerId: string
  isNew: boolean
  /** The joined record that the deciding row named. */
  originId: string | null
  /** The rows' places in the batch, the deciding one first. */
  rows: number[]
  /** Later rows that added something. */
  adding: Set<number>
}

/** Folds the rows of each customer into one. */
export function collapsePeople(people: readonly Person[], matches: readonly Match[]): Map<string, Incoming> {
  const incoming = new Map<string, Incoming>()
  people.forEach((person, row) => {
    const match = matches[row]
    if (!match?.customerId) return
    const before = incoming.get(match.customerId)
    if (before) add(before, person, row)
    else
      incoming.set(match.customerId, {
        customerId: match.customerId,
        isNew: match.isNew,
        originId: match.originId,
        rows: [row],
        adding: new Set(),
        identities: distinct(person.identities),
        fields: { ...person.fields },
        tags: [...person.tags],
        custom: { ...person.custom },
        consents: person.consents.map((consent) => ({ ...consent })),
        unitIds: [...person.unitIds],
        ...(person.stage && { stage: person.stage }),
      })
  })
  return incoming
}

function add(into: Incoming, person: Person, row: number): void {
  const fills = gapsFilled(into.fields, person.fields)
  const identities = distinct([...into.identities, ...person.identities])
  const tags = person.tags.filter((tag) => !into.tags.includes(tag))
  const custom = Object.entries(person.custom).filter(([key]) => !Object.hasOwn(into.custom, key))
  const consents = person.consents.filter(({ channel }) => !into.consents.some((other) => other.channel === channel))
  const units = person.unitIds.filter((unit) => !into.unitIds.includes(unit))
  const added =
    Object.keys(fills).length + tags.length + custom.length + consents.length + units.length > 0 ||
    identities.length > into.identities.length
  Object.assign(into.fields, fills)
  const since = person.fields.created_at
  if (since !== undefined && since < (into.fields.created_at ?? since)) into.fields.created_at = since
  into.identities = identities
  into.tags.push(...tags)
  Object.assign(into.custom, Object.fromEntries(custom))
  into.consents.push(...consents)
  // A refusal anywhere in the file counts, whichever row comes first.
  for (const consent of into.consents) consent.given &&= !refuses(person, consent.channel)
  into.unitIds.push(...units)
  // Who is known by one row is no mere visitor by the next.
  if (into.stage === 'visitor' && person.stage === 'lead') into.stage = 'lead'
  into.rows.push(row)
  if (added) into.adding.add(row)
}

const refuses = (person: Person, channel: string) =>
  person.consents.some((consent) => consent.channel === channel && !consent.given)

const distinct = (identities: readonly Identity[]) => [
  ...new Map(identities.map((identity) => [identityMark(identity), identity])).values(),
]
