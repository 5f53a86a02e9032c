import { useAppearance } from './appearance.ts'
import { contrastOf, mixOf } from './contrast.ts'
import { paletteOf } from './theme.ts'

const INKS = ['#000000', '#ffffff'] as const

/** The ink that reads best on a cell of a heat map: 0 is its palest colour, 1 its deepest. */
export function useHeatInk(): (part: number) => string {
  const { hover, accent } = paletteOf(useAppearance().mode)
  return (part) => {
    const ground = mixOf(hover, accent, part)
    const [dark, light] = INKS
    return contrastOf(dark, ground) >= contrastOf(light, ground) ? dark : light
  }
}
