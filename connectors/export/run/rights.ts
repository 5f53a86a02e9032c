import { type Actor, may, type Scope, scopeOf, type Units } from '#core/access/actor.ts'
import type { House } from '#core/house.ts'
import type { ExportKind } from '../contract.ts'

/** What somebody sees of the rows of an export. */
export interface Rights {
  units: Units
  masked: string[]
  seesCost: boolean
}

/** Nothing goes out that its maker can't see in the desk, so the right to look is needed beside the right to export. */
const NEEDS: Record<ExportKind, readonly string[]> = {
  customers: ['customers.export', 'customers.read'],
  orders: ['orders.export', 'orders.read', 'customers.read'],
  interactions: ['interactions.export', 'customers.read'],
  products: ['products.export', 'products.read'],
}

/** What this actor may take out now: units seen under all rights needed, masked what any of them masks; null: nothing. */
export function rightsOf(actor: Actor, what: ExportKind): Rights | null {
  const scopes = NEEDS[what].map((permission) => scopeOf(actor, permission))
  if (!scopes.every((scope) => scope !== null)) return null
  return {
    units: scopes.map((scope) => scope.units).reduce(both),
    masked: [...new Set(scopes.flatMap((scope) => [...scope.masked]))].sort(),
    seesCost: may(actor, 'orders.profit'),
  }
}

function both(one: Units, other: Units): Units {
  if (one === 'all') return other
  return other === 'all' ? one : one.filter((unit) => other.includes(unit))
}

export const scopeOfRights = ({ units, masked }: Rights): Scope => ({ units, masked: new Set(masked) })

/** True when somebody with these rights may see all that a file made under `earlier` ones holds. */
export const covers = (now: Rights, earlier: Rights): boolean =>
  isWithin(earlier.units, now.units) &&
  now.masked.every((mask) => earlier.masked.includes(mask)) &&
  (now.seesCost || !earlier.seesCost)

function isWithin(few: Units, many: Units): boolean {
  if (many === 'all') return true
  return few !== 'all' && few.every((unit) => many.includes(unit))
}

export const isSameRights = (one: Rights, other: Rights): boolean => covers(one, other) && covers(other, one)

/** Whoever asked for an export, as they are now; null when they are gone, disabled or revoked. */
export async function presentMaker(
  house: House,
  { makerKind, makerId }: { makerKind: 'staff' | 'key'; makerId: string },
): Promise<Actor | null> {
  if (makerKind === 'staff') return house.actors.ofStaff(house, makerId)
  return (await house.actors.ofKey?.(house, makerId)) ?? null
}
