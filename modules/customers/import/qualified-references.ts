import type { Context } from '#core/context.ts'
import { type Identity, identityMark } from '../identity/identity-key.ts'
import { lookUp } from './known-owners.ts'
import type { Person } from './person.ts'

/**
 * References that begin with the name of another source, as our exports write them (`olist:4711`, `rapport:<id>`), become
 * that source's, where it knows them and the file's own source doesn't.
 */
export async function readQualified(ctx: Context, people: readonly Person[]): Promise<readonly Person[]> {
  const given = people.flatMap(({ identities }) => identities.filter(isQualified))
  if (given.length === 0) return people
  const known = await lookUp(ctx, [...given, ...given.map(elsewhere)])
  const read = (identity: Identity): Identity => {
    if (!isQualified(identity) || known.has(identityMark(identity))) return identity
    const other = elsewhere(identity)
    return known.has(identityMark(other)) ? other : identity
  }
  return people.map((person) => ({ ...person, identities: person.identities.map(read) }))
}

const isQualified = ({ kind, key }: Identity) => kind === 'ref' && key.indexOf(':') > 0

const elsewhere = ({ kind, key }: Identity): Identity => {
  const cut = key.indexOf(':')
  return { kind, source: key.slice(0, cut), key: key.slice(cut + 1), value: key.slice(cut + 1) }
}
