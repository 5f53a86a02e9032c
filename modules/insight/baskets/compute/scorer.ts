import type { Learned } from './learned.ts'

/** How much what is linked counts beside what is popular (0: not at all), and in how many days a purchase's word fades to half (null: never). */
export interface Weights {
  links: number
  halfLife: number | null
}

/** Something a customer has not bought, with its score and the link that says most for it (−1: it is just popular). */
export interface Candidate {
  item: number
  score: number
  link: number
}

/** Each further link that points the same way adds less: they largely say the same. */
const FURTHER = [1, 0.6, 0.36] as const

/**
 * Scores what customers have not bought, in whatever pack: log popularity + weight × the strengths of the three strongest links from what
 * they have bought, each by the age of the purchase: naive Bayes on the lifts, damped because links overlap. With weight
 * 0 it is popularity alone.
 */
export class Scorer {
  readonly #learned: Learned
  readonly #weights: Weights
  readonly #mayOffer: Uint8Array | null
  readonly #popular: Int32Array
  readonly #logPopular: Float64Array
  readonly #strengths: [Float64Array, Float64Array, Float64Array]
  readonly #links: Int32Array
  readonly #ownedBy: Int32Array
  /** Who has bought these goods, in whatever pack. */
  readonly #knownBy: Int32Array
  readonly #goodsOf: Int32Array
  #touched: number[] = []

  /** `mayOffer`: 1 for each item that can be offered; null: all. */
  constructor(learned: Learned, weights: Weights, mayOffer: Uint8Array | null = null) {
    this.#learned = learned
    this.#weights = weights
    this.#mayOffer = mayOffer
    const { popularity } = learned
    const floats = () => new Float64Array(popularity.length)
    this.#logPopular = popularity.map(Math.log)
    this.#popular = Int32Array.from(
      [...popularity.keys()].filter((item) => this.#offers(item) && (popularity[item] as number) > 0),
    )
    this.#popular.sort((a, b) => (popularity[b] as number) - (popularity[a] as number) || a - b)
    this.#strengths = [floats(), floats(), floats()]
    this.#links = new Int32Array(popularity.length)
    this.#ownedBy = new Int32Array(popularity.length).fill(-1)
    this.#knownBy = new Int32Array(popularity.length).fill(-1)
    this.#goodsOf = learned.goodsOf ?? Int32Array.from(popularity.keys())
  }

  /** The best `most` for a customer, best first, one pack of the same goods. */
  best(customer: number, most: number): Candidate[] {
    const { starts, items } = this.#learned.histories
    for (let at = starts[customer] as number; at < (starts[customer + 1] as number); at++) {
      const item = items[at] as number
      this.#ownedBy[item] = customer
      this.#knownBy[this.#goodsOf[item] as number] = customer
    }
    if (this.#weights.links > 0) this.#follow(customer)
    const found = new Strongest(most, this.#goodsOf)
    for (const item of this.#touched) found.offer(item, this.#scoreOf(item), this.#links[item] as number)
    for (const item of this.#popular) {
      if (this.#knows(customer, item) || this.#strengths[0][item] !== 0) continue
      // The next are less popular: where one has no place, none has.
      if (!found.offer(item, this.#logPopular[item] as number, -1)) break
    }
    for (const item of this.#touched) for (const strengths of this.#strengths) strengths[item] = 0
    this.#touched = []
    return found.list
  }

  #offers(item: number): boolean {
    return this.#mayOffer === null || this.#mayOffer[item] === 1
  }

  #scoreOf(item: number): number {
    const [first, second, third] = this.#strengths
    const linked =
      FURTHER[0] * (first[item] as number) +
      FURTHER[1] * (second[item] as number) +
      FURTHER[2] * (third[item] as number)
    return (this.#logPopular[item] as number) + this.#weights.links * linked
  }

  #follow(customer: number): void {
    const { histories, links, day } = this.#learned
    const { halfLife } = this.#weights
    for (let at = histories.starts[customer] as number; at < (histories.starts[customer + 1] as number); at++) {
      const item = histories.items[at] as number
      const weight = halfLife === null ? 1 : 0.5 ** ((day - (histories.lastDays[at] as number)) / halfLife)
      for (let link = links.starts[item] as number; link < (links.starts[item + 1] as number); link++) {
        const right = links.right[link] as number
        if (this.#knows(customer, right) || !this.#offers(right)) continue
        if (!this.#owns(customer, links.second[link] as number) || !this.#owns(customer, links.third[link] as number))
          continue
        this.#add(right, weight * (links.strength[link] as number), link)
      }
    }
  }

  #knows = (customer: number, item: number) => this.#knownBy[this.#goodsOf[item] as number] === customer

  #owns = (customer: number, item: number) => item < 0 || this.#ownedBy[item] === customer

  #add(item: number, strength: number, link: number): void {
    const [first, second, third] = this.#strengths
    const [one, two, three] = [first[item] as number, second[item] as number, third[item] as number]
    if (one === 0) this.#touched.push(item)
    if (strength > one) {
      first[item] = strength
      second[item] = one
      third[item] = two
      this.#links[item] = link
    } else if (strength > two) {
      second[item] = strength
      third[item] = two
    } else if (strength > three) third[item] = strength
  }
}

/** The candidates of the highest scores, best first; of equal ones those of the lower number; of the same goods the best. */
class Strongest {
  readonly list: Candidate[] = []
  readonly #most: number
  readonly #goodsOf: Int32Array

  constructor(most: number, goodsOf: Int32Array) {
    this.#most = most
    this.#goodsOf = goodsOf
  }

  /** Whether it has a place among them. */
  offer(item: number, score: number, link: number): boolean {
    const { list } = this
    let at = list.length
    while (at > 0 && isBefore(item, score, list[at - 1] as Candidate)) at--
    if (at === this.#most) return false
    const same = list.findIndex((one) => this.#goodsOf[one.item] === this.#goodsOf[item])
    // The other pack stands before it: this one has no place, which says nothing of those that are less popular.
    if (same >= 0 && same < at) return true
    if (same >= 0) list.splice(same, 1)
    else if (list.length === this.#most) list.pop()
    list.splice(at, 0, { item, score, link })
    return true
  }
}

const isBefore = (item: number, score: number, other: Candidate) =>
  score > other.score || (score === other.score && item < other.item)
