import type { Field, FieldType, Kind } from '../fields/field.ts'
import { fieldsOfKind } from '../fields/fields-of-kind.ts'
import type { Packed } from './value-readers.ts'

type Revive = (value: Packed) => unknown

const revivers: Partial<Record<FieldType, Revive>> = {
  moment: (value) => new Date(value as number),
  amount: (value) => BigInt(value as string),
}

/** Turns staged values back into the rows a room takes. */
export function unpacker<T>(kind: Kind): (values: readonly Packed[]) => T {
  const fields = fieldsOfKind(kind).filter((field): field is Field & { key: string } => field.key !== undefined)
  const plan = fields.map(({ key, type }) => ({ key, revive: revivers[type] }))
  return (values) => {
    const row: Record<string, unknown> = {}
    for (const [index, { key, revive }] of plan.entries()) {
      const value = values[index] ?? null
      row[key] = value === null || !revive ? value : revive(value)
    }
    const custom = values[plan.length]
    if (typeof custom === 'string') row.custom = JSON.parse(custom)
    return row as T
  }
}
