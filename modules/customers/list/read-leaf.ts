import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { forbidden, invalid } from '#core/errors.ts'
import { withChildren } from '#modules/team/public.ts'
import { maskedFor } from '../customer/masked-for.ts'
import type { Field } from './field.ts'
import type { FilterScene } from './filter-scene.ts'
import type { Operator } from './operators.ts'
import { type SqlPart, TRUE } from './sql-part.ts'

/** One condition on one field, as it came from outside. */
export interface Leaf {
  field: string
  op: string
  value?: unknown
}

/** A condition whose field is known, whose operator that field offers, and whose value has the right form. */
export interface CheckedLeaf {
  field: Field
  op: string
  value: unknown
  toSql(scene: FilterScene): SqlPart
}

/**
 * Checks one condition against the catalogue of fields.
 * @throws invalid `filter_invalid` saying what is wrong; 403 `field_masked` where the caller sees that field masked.
 */
export async function readLeaf(ctx: Context, leaf: Leaf, catalogue: ReadonlyMap<string, Field>): Promise<CheckedLeaf> {
  const field = catalogue.get(leaf.field)
  if (!field) throw wrong(leaf, 'There is no such field.')
  refuseMasked(ctx, field)
  const operator: Operator | undefined = Object.hasOwn(field.operators, leaf.op) ? field.operators[leaf.op] : undefined
  if (!operator) throw wrong(leaf, `This field is asked by ${Object.keys(field.operators).join(', ')}.`)
  const parsed = operator.value.safeParse(leaf.value)
  if (!parsed.success) throw wrong(leaf, parsed.error.issues[0]?.message ?? 'The value is wrong.')
  const value = field.kind === 'units' ? await widened(ctx, parsed.data as number[]) : parsed.data
  const toSql = (scene: FilterScene) => {
    if (value === 'all') return TRUE
    const asked = operator.toSql(field.column, value as never, scene)
    return field.known ? sql`(${asked} and ${field.known})` : asked
  }
  return { field, op: leaf.op, value, toSql }
}

/** @throws 403 `field_masked`, whatever the data is. */
export function refuseMasked(ctx: Context, field: { mask?: string }): void {
  if (field.mask && maskedFor(ctx).has(field.mask)) {
    throw forbidden('field_masked', 'You see this field masked, so you can neither filter nor sort by it.')
  }
}

const widened = (ctx: Context, ids: number[]): Promise<'all' | number[]> => withChildren(ctx, ids)

const wrong = (leaf: Leaf, reason: string) =>
  invalid('filter_invalid', `${leaf.field} ${leaf.op}: ${reason}`.slice(0, 300), { field: leaf.field.slice(0, 80) })
