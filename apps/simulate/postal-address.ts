import type { Country } from './countries.ts'
import { places } from './places.ts'
import type { Random } from './random.ts'

export type PostalAddress = { region: string; city: string; address: string; postcode: string }

const CN_ROADS =
  '人民路 解放路 中山路 建设路 和平路 新华路 文化路 长江路 黄河路 学府路 滨河路 花园路 朝阳街 青年大街 桃园路 湖滨路'.split(
    ' ',
  )
const CN_ESTATES = '阳光花园 翠湖名苑 锦绣家园 金桂小区 东方雅居 望江苑 书香门第 绿洲新城 和谐家园 幸福里'.split(' ')
const ROADS: Record<Exclude<Country, 'CN'>, string[]> = {
  GB: ['High Street', 'Station Road', 'Church Lane', 'Victoria Road', 'Mill Lane', 'The Crescent', "King's Road"],
  US: ['Maple Ave', 'Oak St', 'Washington Blvd', 'Lakeview Dr', '2nd St', 'Elm St'],
  DE: ['Hauptstraße', 'Gartenweg', 'Bahnhofstraße', 'Am Mühlbach', 'Lindenallee', 'Goethestraße'],
  BR: ['Rua das Flores', 'Avenida Brasil', 'Rua São João', 'Travessa da Paz', 'Rua XV de Novembro', 'Alameda dos Ipês'],
}

function street(country: Country, random: Random): string {
  const number = random.whole(1, 180)
  if (country === 'CN') {
    const room = `${random.whole(1, 28)}0${random.whole(1, 6)}室`
    return `${random.pick(CN_ROADS)}${number}号${random.pick(CN_ESTATES)}${random.whole(1, 20)}栋${random.whole(1, 4)}单元${room}`
  }
  const road = random.pick(ROADS[country])
  if (country === 'DE') return `${road} ${number}`
  if (country === 'BR') return `${road}, ${number}${random.chance(0.4) ? `, apto ${random.whole(11, 154)}` : ''}`
  return `${random.chance(0.2) ? `Flat ${random.whole(1, 40)}, ` : ''}${number} ${road}`
}

/** Where somebody of the country lives: true regions and cities, made-up streets. */
export function postalAddress(country: Country, random: Random): PostalAddress {
  const { list, sums } = places[country]
  const place = list[random.weighted(sums)]
  if (place === undefined) throw new Error(`no places of ${country}`)
  return { region: place.region, city: place.city, address: street(country, random), postcode: place.postcode }
}
