const FULL = 4294967296

/** One 32-bit word from several, so that neighbouring customers get unrelated streams (a murmur3 finaliser per word). */
function mix(words: readonly number[]): number {
  let hash = 0x9e3779b9
  for (const word of words) {
    hash = Math.imul(hash ^ word, 0x85ebca6b)
    hash ^= hash >>> 13
    hash = Math.imul(hash, 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash >>> 0
}

/** A small seeded generator (sfc32 of PractRand): equal words give equal draws on every machine. */
export class Random {
  #a: number
  #b: number
  #c: number
  #count = 1

  constructor(...words: number[]) {
    this.#a = mix([...words, 1])
    this.#b = mix([...words, 2])
    this.#c = mix([...words, 3])
    for (let i = 0; i < 12; i++) this.next()
  }

  /** Uniform in [0, 1). */
  next(): number {
    const sum = (this.#a + this.#b + this.#count) | 0
    this.#count = (this.#count + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (this.#c << 21) | (this.#c >>> 11)
    this.#c = (this.#c + sum) | 0
    return (sum >>> 0) / FULL
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** A whole number of low … high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)]
    if (item === undefined) throw new Error('pick from an empty list')
    return item
  }

  /** The index whose running sum first exceeds the draw; `sums` rises and ends with the total weight. */
  weighted(sums: readonly number[]): number {
    const draw = this.next() * (sums[sums.length - 1] ?? 0)
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > draw) high = middle
      else low = middle + 1
    }
    return low
  }

  exponential(rate: number): number {
    return -Math.log(1 - this.next()) / rate
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** Gamma with mean shape ÷ rate (Marsaglia and Tsang 2000; shapes below 1 by their boost). */
  gamma(shape: number, rate: number): number {
    if (shape < 1) return this.gamma(shape + 1, rate) * (1 - this.next()) ** (1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - this.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / rate
    }
  }

  /** Poisson by counting exponential gaps: the means here are small. */
  poisson(mean: number): number {
    let count = 0
    for (let sum = this.exponential(1); sum < mean; sum += this.exponential(1)) count++
    return count
  }
}
