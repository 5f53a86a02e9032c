/** Whole numbers of 32 bits whose end is not known when they begin. */
export class IntList {
  #values = new Int32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(this.#values.length * 2)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.length++] = value
  }

  /** Unless it stands there from place `from` on. */
  pushOnce(value: number, from: number): void {
    // Not `indexOf`: it would go on through the spare room, which is as long as the list.
    for (let at = from; at < this.length; at++) if (this.#values[at] === value) return
    this.push(value)
  }

  /** What was pushed, without spare room. */
  done(): Int32Array {
    return this.#values.slice(0, this.length)
  }
}
