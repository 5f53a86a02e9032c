import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { foldName } from '#core/words/names-fold.ts'
import { type MaskClass, presentCustomer } from '../customer/present-customer.ts'
import { identityKey } from '../identity/identity-key.ts'
import { lookUp } from '../import/known-owners.ts'
import { placeOf } from '../import/person-of-row.ts'
import type { Row, ScoredPair } from './compute/table.ts'
import { usualParameters } from './compute/usual-parameters.ts'
import type { findLikelyCall } from './contract.ts'
import { idsThatMeet } from './ids-that-meet.ts'
import { lastModel } from './kept-model.ts'
import { ROLES, readRows } from './read-base.ts'
import { scoreInWorker } from './scan-in-worker.ts'
import { type Side, sideOf } from './side.ts'

type Input = InputOf<typeof findLikelyCall>
type Reply = ReplyOf<typeof findLikelyCall>

/** A warning costs a look, a second record much more: shown from here on, well below what the queue asks. */
const WARNS_FROM = 0.2
const MOST_SHOWN = 5
/** From so few records nothing is learned that holds for the next one. */
const LEAST_LEARNED = 200
const TYPED = 'typed'
const MASKS: Record<string, MaskClass> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  birthday: 'birthday',
  address: 'address',
  postcode: 'address',
}

/**
 * Customers that may be the one somebody is about to add, the likeliest first, scored by what the last scan learned (before
 * any scan, by usual parameters). Only such as the caller may see; what they see masked is not compared.
 */
export async function findLikely(ctx: Context, input: Input): Promise<Reply> {
  const country = await readSetting(ctx, homeCountry)
  const model = await lastModel(ctx)
  const learned = model && model.records >= LEAST_LEARNED ? model.learned : null
  const typed: Row = { id: TYPED, fields: typedFields(ctx, input) }
  const owners = await ownersOf(ctx, typed, country)
  const met = await idsThatMeet(ctx, typed, learned, country)
  const rows = withOwned(await readRows(ctx, [...new Set([...owners.keys(), ...met])]), typed, owners)
  const pairs = rows.map(({ id }) => [TYPED, id] as const)
  const given = { rows: [typed, ...rows], pairs, threshold: 0, country }
  const scored = await scoreInWorker(given, learned ?? usualParameters(ROLES))
  const namesakes = new Set(rows.filter((row) => isNamesake(row, typed)).map(({ id }) => id))
  const found = scored.filter(
    (pair) => pair.probability >= WARNS_FROM || namesakes.has(pair.a) || namesakes.has(pair.b),
  )
  return { items: await present(ctx, found.slice(0, MOST_SHOWN)) }
}

/** The very name is shown however little it proves: whoever has typed no more yet sees who else bears it. */
const isNamesake = ({ fields }: Row, typed: Row): boolean => {
  const name = foldName(typed.fields.name ?? '')
  return name !== '' && foldName(fields.name ?? '') === name
}

function typedFields(ctx: Context, input: Input): Row['fields'] {
  const place = placeOf(input)
  const fields = {
    ...input,
    ...{ country: place.country, city: place.city, region: place.region_path?.split('/')[1] },
  }
  return Object.fromEntries(
    Object.keys(ROLES).map((name) => {
      const mask = MASKS[name]
      const value = fields[name as keyof typeof fields]?.trim()
      return [name, value && !(mask && ctx.scope.masked.has(mask)) ? value : null]
    }),
  )
}

/** Who owns what was typed, also where it is their second phone or e-mail; per customer the kinds. */
async function ownersOf(ctx: Context, { fields }: Row, country: string): Promise<Map<string, Set<string>>> {
  const identities = (['email', 'phone'] as const).flatMap((kind) => {
    const value = fields[kind]
    const key = value ? identityKey(kind, value, country, fields['country']) : null
    return key === null ? [] : [{ kind, source: '', key, value: value ?? '' }]
  })
  const owners = new Map<string, Set<string>>()
  for (const [mark, { customerId }] of await lookUp(ctx, identities)) {
    if (customerId) owners.set(customerId, (owners.get(customerId) ?? new Set()).add(mark.split('\n')[0] ?? ''))
  }
  return owners
}

const withOwned = (rows: readonly Row[], typed: Row, owners: ReadonlyMap<string, ReadonlySet<string>>): Row[] =>
  rows.map(({ id, fields }) => ({
    id,
    fields: {
      ...fields,
      ...Object.fromEntries([...(owners.get(id) ?? [])].map((kind) => [kind, typed.fields[kind] ?? null])),
    },
  }))

async function present(ctx: Context, pairs: readonly ScoredPair[]): Promise<Reply['items']> {
  const of = (pair: ScoredPair) => (pair.a === TYPED ? pair.b : pair.a)
  const { rows } = await sql<{ id: string; side: Side }>`
    select a.customer_id as id, ${sideOf('a')} as side from customers.customers a
    where a.customer_id = any(${pairs.map(of)}::uuid[])`.execute(ctx.db)
  const sides = new Map(rows.map(({ id, side }) => [id, side]))
  return pairs.flatMap((pair) => {
    const side = sides.get(of(pair))
    const reasons = pair.reasons.map(({ field, level, weight }) => ({ field, level, weight }))
    return side ? [{ customer: presentCustomer(ctx, side), probability: pair.probability, reasons }] : []
  })
}
