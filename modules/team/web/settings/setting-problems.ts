/** What a value of a setting is asked for, where the browser can tell: the pattern and unit of its JSON Schema. */
export interface ValueSchema {
  type?: string
  pattern?: string
  /** `money`, `share`, or `rates` of a whole table. */
  unit?: string
}

export interface ObjectSchema extends ValueSchema {
  properties?: Record<string, ValueSchema>
  additionalProperties?: ValueSchema
}

/** Names of the fields of an object whose text the server would refuse; a value that is no object has none. */
export function settingProblems(schema: ObjectSchema, value: unknown): Set<string> {
  if (schema.type !== 'object' || typeof value !== 'object' || value === null) return new Set()
  const shapeOf = (name: string) => schema.properties?.[name] ?? schema.additionalProperties ?? {}
  return new Set(
    Object.entries(value)
      .filter(([name, field]) => !fits(shapeOf(name), field, schema.unit))
      .map(([name]) => name),
  )
}

function fits({ pattern }: ValueSchema, value: unknown, unit: string | undefined): boolean {
  if (pattern === undefined) return true
  if (typeof value !== 'string' || !new RegExp(pattern).test(value)) return false
  return unit !== 'rates' || /[1-9]/.test(value)
}
