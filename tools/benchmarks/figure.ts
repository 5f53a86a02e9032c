/** One row of the table. */
export interface Figure {
  what: string
  measured: string
  budget: string
  /** Null: for information, or not measured; then `measured` says why. */
  meets: boolean | null
  /** The bare limit of the same run, and the part of it that was reached. */
  bare?: string
  ratio?: string
  /** How it was measured, in sentences. */
  notes: readonly string[]
}

export const percent = (part: number) => `${(part * 100).toFixed(1)} %`
export const milliseconds = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
export const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
export const perSecond = (count: number) => `${Math.round(count).toLocaleString('en')}/s`
export const megabytes = (bytes: number) => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`
export const counted = (count: number) => count.toLocaleString('en')
