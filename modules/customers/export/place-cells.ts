import { regionPath } from '#core/words/region-path.ts'

/** A place as files write it: country, region, city. */
export type PlaceCells = [country: string, region: string, city: string]

/**
 * Country, region and city that lead to the same path again when they are read back. The region was kept only as part
 * of the path; where no spelling leads back to it, nothing is said rather than another place.
 */
export function placeCells(place: {
  country: string | null
  regionPath: string | null
  city: string | null
}): PlaceCells {
  const { country, regionPath: path, city } = place
  if (!path) return city || country ? refuseOther([country ?? '', '', city ?? ''], null) : ['', '', '']
  const [first = '', ...rest] = path.split('/')
  const countries = [country ?? '', first]
  const regions = ['', first, ...rest]
  for (const one of countries) {
    for (const region of regions) {
      const cells: PlaceCells = [one, region, city ?? '']
      if (leadsTo(cells) === path) return cells
    }
  }
  return ['', '', '']
}

const leadsTo = ([country, region, city]: PlaceCells) => regionPath({ country, region, city })

const refuseOther = (cells: PlaceCells, path: string | null): PlaceCells =>
  (leadsTo(cells) || null) === path ? cells : ['', '', '']
