/** A list of weighed pairs in typed arrays that double when they are full. */
export function growingPairs() {
  let a = new Int32Array(1024)
  let b = new Int32Array(1024)
  let weights = new Float64Array(1024)
  let size = 0
  const grow = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
    to.set(from)
    return to
  }
  return {
    add(i: number, j: number, weight: number) {
      if (size === a.length) {
        a = grow(a, new Int32Array(size * 2))
        b = grow(b, new Int32Array(size * 2))
        weights = grow(weights, new Float64Array(size * 2))
      }
      a[size] = Math.min(i, j)
      b[size] = Math.max(i, j)
      weights[size++] = weight
    },
    sorted(isWanted: (weight: number) => boolean) {
      const at = (list: Int32Array | Float64Array, place: number) => list[place] ?? 0
      const places = Array.from({ length: size }, (_, place) => place)
        .filter((place) => isWanted(at(weights, place)))
        .sort((x, y) => at(a, x) - at(a, y) || at(b, x) - at(b, y))
        // Neighbours in two large blocks come twice.
        .filter((place, rank, all) => {
          const last = all[rank - 1]
          return last === undefined || at(a, last) !== at(a, place) || at(b, last) !== at(b, place)
        })
      return {
        a: Int32Array.from(places, (place) => at(a, place)),
        b: Int32Array.from(places, (place) => at(b, place)),
        weights: Float64Array.from(places, (place) => at(weights, place)),
      }
    },
  }
}
