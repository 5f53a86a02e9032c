/** What lies deeper counts in the six levels above it. */
const DEEPEST = 6

/** Every category and all above it, as `names`, and of each category the places in them of itself and of those above. */
export function pathsOf(categories: readonly string[]): { names: string[]; of: number[][] } {
  const places = new Map<string, number>()
  const placeOf = (name: string) => {
    if (!places.has(name)) places.set(name, places.size)
    return places.get(name) as number
  }
  const of = categories.map((category) => {
    const steps = category.split('/').slice(0, DEEPEST)
    const beginnings = steps.map((_, index) => steps.slice(0, index + 1).join('/'))
    return beginnings.filter((name) => name !== '').map(placeOf)
  })
  return { names: [...places.keys()], of }
}
