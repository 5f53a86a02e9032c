import type { Context } from '#core/context.ts'
import { AppError, invalid } from '#core/errors.ts'
import { checkCustom } from '../field/check-custom.ts'
import type { CustomerFields } from './customer-fields.ts'
import { isNameField } from './name-fields.ts'
import type { MaskClass } from './present-customer.ts'

const CLASS_OF_FIELD: Partial<Record<keyof CustomerFields, MaskClass>> = {
  name: 'name',
  birthday: 'birthday',
  address: 'address',
  postcode: 'address',
}

/**
 * Refuses what the caller may not write: masked fields (they would write the mask back), units of others, custom
 * values that don't fit their field.
 */
export async function checkFields(
  ctx: Context,
  fields: CustomerFields,
  before: { unitIds: number[] } | null,
): Promise<void> {
  for (const [field, of] of Object.entries(CLASS_OF_FIELD)) {
    if (before && fields[field as keyof CustomerFields] !== undefined && ctx.scope.masked.has(of)) {
      throw new AppError(403, 'field_masked', 'This field is hidden from you.', { field })
    }
  }
  if (before && ctx.scope.masked.has('name') && Object.keys(fields.custom ?? {}).some(isNameField)) {
    throw new AppError(403, 'field_masked', 'This field is hidden from you.', { field: 'custom' })
  }
  const { units } = ctx.scope
  if (fields.unitIds && units !== 'all') {
    // A dealer may add or leave own units only; what other units the customer has is not theirs to change.
    const foreign = new Set((before?.unitIds ?? []).filter((unit) => !units.includes(unit)))
    const asked = new Set(fields.unitIds)
    const keeps = [...foreign].every((unit) => asked.has(unit))
    const adds = fields.unitIds.filter((unit) => !units.includes(unit) && !foreign.has(unit))
    if (!keeps || adds.length > 0 || !fields.unitIds.some((unit) => units.includes(unit))) {
      throw invalid('unit_not_yours', 'You can only add or remove units of your own.', { field: 'unitIds' })
    }
  }
  if (fields.custom) await checkCustom(ctx, fields.custom)
}
