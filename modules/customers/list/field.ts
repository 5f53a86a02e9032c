import type { MaskClass } from '../customer/present-customer.ts'
import type { CustomFieldType } from './custom-operators.ts'
import type { FieldKind, Operators } from './operators.ts'
import type { SqlPart } from './sql-part.ts'

/** One thing lists can filter by. Its SQL is written here, in the code; callers only name it. */
export interface Field {
  key: string
  kind: FieldKind | 'custom'
  column: SqlPart
  operators: Operators
  /** Filtering by it is refused to those who see this class masked. */
  mask?: MaskClass | 'profit'
  /** Rows whose value is known; the others have none, whatever stands in the column. */
  known?: SqlPart
  /** Values that may be chosen, where they are few and known. */
  choices?: readonly string[]
  /** Of the company's own fields. */
  custom?: { label: string; type: CustomFieldType }
}
