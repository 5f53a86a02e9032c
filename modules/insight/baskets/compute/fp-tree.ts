const ROOT = 0
const NONE = -1

/**
 * Baskets folded into a tree of prefixes (Han, Pei & Yin 2000, Mining frequent patterns without candidate generation,
 * section 2): each node is an item below its parent, with how many baskets pass through it; the nodes of an item are a
 * chain. Items are places in `labels`, the most frequent first. Children are found by a hash of parent and place.
 */
export class FpTree {
  /** Which item each place stands for. */
  readonly labels: Int32Array
  /** In how many baskets each place stands. */
  readonly totals: Int32Array
  readonly #heads: Int32Array
  readonly #place: Int32Array
  readonly #parent: Int32Array
  readonly #count: Int32Array
  readonly #next: Int32Array
  readonly #slots: Int32Array
  #size = 1

  /** `most`: an upper bound of its nodes, such as the places of all paths that will be inserted. */
  constructor(labels: Int32Array, most: number) {
    this.labels = labels
    this.totals = new Int32Array(labels.length)
    this.#heads = new Int32Array(labels.length).fill(NONE)
    const [place, parent, count, next] = [0, 1, 2, 3].map(() => new Int32Array(most + 1))
    this.#place = place as Int32Array
    this.#parent = parent as Int32Array
    this.#count = count as Int32Array
    this.#next = next as Int32Array
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2))).fill(NONE)
  }

  /** Adds `times` baskets that hold the first `length` places of `path`, which rise. */
  insert(path: Int32Array, length: number, times: number): void {
    let node = ROOT
    for (let at = 0; at < length; at++) {
      const place = path[at] as number
      node = this.#childOf(node, place)
      this.#count[node] = (this.#count[node] as number) + times
      this.totals[place] = (this.totals[place] as number) + times
    }
  }

  #childOf(parent: number, place: number): number {
    const mask = this.#slots.length - 1
    let slot = (Math.imul(parent, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b)) & mask
    for (;;) {
      const node = this.#slots[slot] as number
      if (node === NONE) break
      if (this.#parent[node] === parent && this.#place[node] === place) return node
      slot = (slot + 1) & mask
    }
    const node = this.#size++
    this.#slots[slot] = node
    this.#parent[node] = parent
    this.#place[node] = place
    this.#next[node] = this.#heads[place] as number
    this.#heads[place] = node
    return node
  }

  /** The tree of what stands above a place, without what stands there in fewer than `least` baskets; null: nothing does. */
  above(place: number, least: number): FpTree | null {
    const totals = new Int32Array(place)
    for (let node = this.#heads[place] as number; node !== NONE; node = this.#next[node] as number) {
      const times = this.#count[node] as number
      for (let up = this.#parent[node] as number; up !== ROOT; up = this.#parent[up] as number) {
        const at = this.#place[up] as number
        totals[at] = (totals[at] as number) + times
      }
    }
    const kept = new Int32Array(place).fill(NONE)
    const labels: number[] = []
    for (let at = 0; at < place; at++)
      if ((totals[at] as number) >= least) kept[at] = labels.push(this.labels[at] as number) - 1
    return labels.length === 0 ? null : this.#fold(place, kept, Int32Array.from(labels))
  }

  #fold(place: number, kept: Int32Array, labels: Int32Array): FpTree {
    let paths = 0
    for (let node = this.#heads[place] as number; node !== NONE; node = this.#next[node] as number) paths++
    const longest = Math.min(labels.length, place)
    const tree = new FpTree(labels, Math.min(paths * longest, this.#size))
    const path = new Int32Array(longest)
    for (let node = this.#heads[place] as number; node !== NONE; node = this.#next[node] as number) {
      let from = longest
      for (let up = this.#parent[node] as number; up !== ROOT; up = this.#parent[up] as number) {
        const at = kept[this.#place[up] as number] as number
        if (at !== NONE) path[--from] = at
      }
      tree.insert(path.subarray(from), longest - from, this.#count[node] as number)
    }
    return tree
  }
}
