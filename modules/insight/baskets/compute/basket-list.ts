import { IntList } from './int-list.ts'
import type { ShopBaskets } from './shop-baskets.ts'

const BLANK = 32
const ZERO = 48

/** Baskets as they are read, one after another. */
export class BasketList {
  readonly #starts = new IntList()
  readonly #items = new IntList()
  readonly #days = new IntList()
  readonly #buyers = new IntList()

  constructor() {
    this.#starts.push(0)
  }

  /** `items`: their numbers, parted by single blanks; what stands twice counts once. */
  add(buyer: number, day: number, items: string): void {
    const from = this.#items.length
    let item = 0
    for (let at = 0; at <= items.length; at++) {
      const sign = at < items.length ? items.charCodeAt(at) : BLANK
      if (sign !== BLANK) item = item * 10 + sign - ZERO
      else {
        this.#items.pushOnce(item, from)
        item = 0
      }
    }
    this.#starts.push(this.#items.length)
    this.#days.push(day)
    this.#buyers.push(buyer)
  }

  done(): Pick<ShopBaskets, 'starts' | 'items' | 'days' | 'buyers'> {
    return {
      starts: this.#starts.done(),
      items: this.#items.done(),
      days: this.#days.done(),
      buyers: this.#buyers.done(),
    }
  }
}
