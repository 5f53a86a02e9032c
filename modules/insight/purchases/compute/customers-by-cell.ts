/** Customers sorted by their cell: those of cell i are `order[starts[i]]` … before `starts[i + 1]`. */
export function customersByCell(cellOf: Int32Array, size: number): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(size + 1)
  for (const cell of cellOf) starts[cell + 1] = (starts[cell + 1] as number) + 1
  for (let cell = 0; cell < size; cell++) starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number)
  const next = starts.slice()
  const order = new Int32Array(cellOf.length)
  for (let at = 0; at < cellOf.length; at++) {
    const cell = cellOf[at] as number
    const place = next[cell] as number
    order[place] = at
    next[cell] = place + 1
  }
  return { order, starts }
}
