/** Country, region and city that lead to the same path again when they are imported. */
export function placeCells(place: {
  country: string | null
  regionPath: string | null
  city: string | null
}): [string | null, string | null, string | null] {
  const [first, second, third] = (place.regionPath ?? '').split('/')
  const region = third !== undefined ? second : place.city ? null : second
  return [place.country ?? (first || null), region ?? null, place.city ?? third ?? null]
}
