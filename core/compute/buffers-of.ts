/** The memory of all typed arrays in a result of plain objects and arrays, each once; what threads share is left out. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  collect(value, found)
  return [...found]
}

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (Array.isArray(value)) {
    // Lists of numbers or texts hold nothing to find, and may be long.
    if (typeof value[0] === 'object') for (const one of value) collect(one, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) collect(one, found)
  }
}
