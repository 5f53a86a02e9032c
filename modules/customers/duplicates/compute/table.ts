import type { Learned } from './measures.ts'

/** What a column says about a record; decides how its values are made comparable and compared. */
export const roles = [
  'given',
  'surname',
  'name',
  'birth-date',
  'phone',
  'email',
  'street',
  'number',
  'place',
  'region',
  'country',
  'postcode',
  'identity',
  'company',
  'title',
  'year',
  'category',
  'other',
  'ignore',
] as const

export type Role = (typeof roles)[number]

/** A record of any table: people, firms, papers. Blank and null both mean "not known". */
export interface Row {
  id: string
  fields: Readonly<Record<string, string | null>>
}

export type Roles = Readonly<Record<string, Role>>

export interface ScanOptions {
  /** Roles of columns; those that are not named are guessed from header and values. */
  roles?: Roles
  /** Pairs are returned, and clusters joined, from this probability on. */
  threshold?: number
  /** ISO alpha-2 of phone numbers without a country code where the row names no country. */
  country?: string
  /** Equal seeds give equal results. */
  seed?: number
  /** Also gives each record's keys, for looking up. */
  withKeys?: boolean
}

/** One field's part in the weight of a pair, in bits; `a` and `b` as the table has them. */
export interface Reason {
  field: string
  level: string
  weight: number
  a: string
  b: string
}

export interface ScoredPair {
  a: string
  b: string
  /** That both are one, given λ. */
  probability: number
  /** Sum of the fields' weights, log₂ of how much likelier the agreement is among matches than among others. */
  weight: number
  reasons: Reason[]
}

export interface LevelParameters {
  level: string
  m: number
  u: number
  /** log₂(m/u), bounded, never rising from a closer level to a farther one. */
  weight: number
}

export interface FieldParameters {
  field: string
  role: Role
  levels: LevelParameters[]
  /** What could not be learned from these rows, and what stands in for it. */
  notes: string[]
}

export interface TrainingRun {
  rule: string
  pairs: number
  lambda: number
  iterations: number
  /** Null where the run counts; else why it was left out. */
  leftOut: string | null
}

export interface RulePairs {
  rule: string
  /** Pairs that no earlier rule gave. */
  pairs: number
  /** Blocks above the cap: only neighbours in sorted order were compared. */
  largeBlocks: number
}

export interface Parameters {
  /** Share of matches among all pairs of the table. */
  lambda: number
  randomPairs: number
  fields: FieldParameters[]
  runs: TrainingRun[]
  rules: RulePairs[]
  /** Sum over the runs that count. */
  iterations: number
  notes: string[]
}

export interface ScanResult {
  records: number
  compared: number
  threshold: number
  pairs: ScoredPair[]
  /** Ids of one person each, two or more; ids and clusters sorted. */
  clusters: string[][]
  parameters: Parameters
  /** Natural logarithm, of the training pairs of the runs that count. */
  logLikelihood: number
  /** What later pairs can be scored by. */
  learned: Learned
  /** Of each record in the order of ids, if asked for. */
  keys: number[][] | null
}

export interface ScanProgress {
  phase: 'read' | 'train' | 'compare' | 'cluster'
  done: number
  total: number
}
