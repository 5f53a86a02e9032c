import type { Country } from './countries.ts'
import { spread } from './spread.ts'

const US_AREAS =
  '205 212 213 214 216 303 305 312 313 314 404 412 415 510 503 504 512 602 612 615 617 702 713 716 718 801 808 816 901 919'
// Ofcom's numbers for drama: nine areas of a thousand numbers, then London, Tyneside, Northern Ireland and Cardiff.
const GB_BLOCKS = '113496 114496 116496 117496 118496 121496 131496 141496 151496 161496 207946 191498 2896496 2920180'
// The regulator's numbers for films and plays: Berlin, Hamburg, Cologne, Frankfurt, Munich.
const DE_BLOCKS = '3023125 4066969 2214710 6990009 8999998'
const BR_AREAS = '11 19 21 27 31 41 48 51 61 62 71 81 85 91'

/**
 * An international number that a phone library accepts and no such person owns, or undefined where the reserved
 * numbers of that country have run out. China reserves none: its satellite ranges 1349 and 1740 are taken.
 */
export function phoneNumber(country: Country, rank: number): string | undefined {
  const place = Math.floor(rank / 1000)
  const three = String((rank * 387) % 1000).padStart(3, '0')
  if (country === 'CN') {
    const number = spread(rank, 16_000_000)
    return `+86${13_490_000_000 + (number < 10_000_000 ? number : 3_910_000_000 + number - 10_000_000)}`
  }
  if (country === 'US') {
    const areas = US_AREAS.split(' ')
    const area = areas[rank % areas.length]
    const seat = Math.floor(rank / areas.length)
    return seat < 100 ? `+1${area}55501${String(seat).padStart(2, '0')}` : undefined
  }
  if (country === 'BR') {
    const areas = BR_AREAS.split(' ')
    return `+55${areas[rank % areas.length]}900${String(spread(Math.floor(rank / areas.length), 1_000_000)).padStart(6, '0')}`
  }
  const block = (country === 'GB' ? GB_BLOCKS : DE_BLOCKS).split(' ')[place]
  if (block === undefined) return undefined
  const prefix = country === 'GB' ? '+44' : '+49'
  // British blocks of six digits want one more 0 before the free three.
  return `${prefix}${block}${country === 'GB' && block.length === 6 ? '0' : ''}${three}`
}
