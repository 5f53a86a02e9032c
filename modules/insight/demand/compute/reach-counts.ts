const MOST = 6
const BINS = 300

/** How many reaches of each size were seen. */
export class ReachCounts {
  readonly #bins = new Uint32Array(BINS + 1)
  count = 0

  add(reach: number): void {
    const bin = Math.min(Math.ceil((reach / MOST) * BINS), BINS)
    this.#bins[bin] = (this.#bins[bin] as number) + 1
    this.count++
  }

  addAll(other: ReachCounts): void {
    for (let bin = 0; bin <= BINS; bin++) this.#bins[bin] = (this.#bins[bin] as number) + (other.#bins[bin] as number)
    this.count += other.count
  }

  /** The least reach within which this share lies. */
  quantile(share: number): number {
    const wanted = Math.ceil(share * this.count)
    let [bin, seen] = [0, this.#bins[0] as number]
    while (seen < wanted && bin < BINS) seen += this.#bins[++bin] as number
    return (bin / BINS) * MOST
  }
}
