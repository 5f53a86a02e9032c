/** Why a cell can't be read; the words stand in `reasons.ts`. */
export class BadValue {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

export interface Problem {
  column: string
  value: string
  reason: string
}
