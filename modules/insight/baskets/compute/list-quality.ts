/** How good lists of five were, averaged over customers. */
export interface ListQuality {
  /** Share of customers with at least one hit. */
  hitRate: number
  /** Hits by what could be hit, at most five. */
  recall: number
  /** Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002): hits count less further down. */
  ndcg: number
}

export const LIST_LENGTH = 5

/** Adds up the quality of one customer's list after another. */
export class QualitySum {
  #sums: ListQuality = { hitRate: 0, recall: 0, ndcg: 0 }
  customers = 0

  add(list: readonly number[], wanted: ReadonlySet<number>): void {
    let [hits, gain, best] = [0, 0, 0]
    for (let place = 0; place < LIST_LENGTH; place++) {
      const worth = 1 / Math.log2(place + 2)
      if (place < wanted.size) best += worth
      if (!wanted.has(list[place] ?? -1)) continue
      hits++
      gain += worth
    }
    this.customers++
    this.#sums.hitRate += hits > 0 ? 1 : 0
    this.#sums.recall += hits / Math.min(LIST_LENGTH, wanted.size)
    this.#sums.ndcg += gain / best
  }

  /** What several sums are together. */
  static of(sums: readonly QualitySum[]): QualitySum {
    const all = new QualitySum()
    for (const sum of sums) {
      all.customers += sum.customers
      for (const name of ['hitRate', 'recall', 'ndcg'] as const) all.#sums[name] += sum.#sums[name]
    }
    return all
  }

  mean(): ListQuality {
    const { hitRate, recall, ndcg } = this.#sums
    const of = (sum: number) => Math.round((sum / Math.max(1, this.customers)) * 10_000) / 10_000
    return { hitRate: of(hitRate), recall: of(recall), ndcg: of(ndcg) }
  }
}
