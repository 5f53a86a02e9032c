import { FilterChip } from '#core/web/filter-chip.tsx'
import type { FilterField } from '#core/web/filter-field.ts'

interface FieldPartProps {
  field: FilterField | undefined
  text: string
  onChange(text: string): void
}

/** "region is 广东": the same chip as in lists. */
export function FieldPart({ field, text, onChange }: FieldPartProps) {
  if (!field) return null
  return (
    <FilterChip
      field={field}
      value={text || undefined}
      openAtFirst={text === ''}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}
