import type { ItemSets } from './item-sets.ts'

const EMPTY = -1

/** Finds the count of a set by its items. */
export class SetCounts {
  readonly #sets: ItemSets
  readonly #slots: Int32Array

  constructor(sets: ItemSets) {
    this.#sets = sets
    const { starts, items, counts } = sets
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * counts.length + 2))).fill(EMPTY)
    for (let set = 0; set < counts.length; set++) {
      const own = items.subarray(starts[set], starts[set + 1])
      let slot = this.#hash(own)
      while (this.#slots[slot] !== EMPTY) slot = this.#after(slot)
      this.#slots[slot] = set
    }
  }

  /** `wanted` rises. 0 where the set is not among them. */
  of(wanted: ArrayLike<number>): number {
    for (let slot = this.#hash(wanted); ; slot = this.#after(slot)) {
      const set = this.#slots[slot] as number
      if (set === EMPTY) return 0
      if (this.#holds(set, wanted)) return this.#sets.counts[set] as number
    }
  }

  #holds(set: number, wanted: ArrayLike<number>): boolean {
    const { starts, items } = this.#sets
    const from = starts[set] as number
    if ((starts[set + 1] as number) - from !== wanted.length) return false
    for (let at = 0; at < wanted.length; at++) if (items[from + at] !== wanted[at]) return false
    return true
  }

  #hash(wanted: ArrayLike<number>): number {
    let hash = 0x811c9dc5
    for (let at = 0; at < wanted.length; at++) hash = Math.imul(hash ^ ((wanted[at] as number) + 1), 0x01000193)
    return (hash ^ (hash >>> 15)) & (this.#slots.length - 1)
  }

  #after(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1)
  }
}
