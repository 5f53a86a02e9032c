import type { Kind } from '../fields/field.ts'

/** A file layout of a well-known system. Headers are compared folded; the first name that the file has is taken. */
export interface Layout {
  name: string
  kind: Kind
  /** It is this layout when the file has all of these headers (each a choice of names, divided by |). */
  signature: readonly string[]
  /** Field → headers, in order of preference. Headers not named here are guessed as in any file. */
  columns: Readonly<Record<string, string>>
  /** Headers that mean something else here than they seem. */
  leaveOut?: readonly string[]
  constants?: Readonly<Record<string, string>>
  formats?: { creditPrefix?: string; fillDown?: boolean }
}
