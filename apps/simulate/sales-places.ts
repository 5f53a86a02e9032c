import type { Person } from './person.ts'
import type { Random } from './random.ts'

// [Chinese, English, channel, regions it serves (none: everywhere)]
const PLACES: readonly (readonly [string, string, string, string])[] = [
  ['官方商城', 'Official web shop', 'web', ''],
  ['官方App', 'Official app', 'app', ''],
  ['微信小程序', 'WeChat mini shop', 'wechat', ''],
  ['电话订购中心', 'Phone order desk', 'phone', ''],
  ['上海徐汇店', 'Shanghai Xuhui store', 'shop', '上海市 江苏省 浙江省'],
  ['杭州西湖店', 'Hangzhou Xihu store', 'shop', '浙江省 安徽省 江西省 福建省'],
  ['广州天河店', 'Guangzhou Tianhe store', 'shop', '广东省 广西壮族自治区 海南省 湖南省 香港特别行政区 澳门特别行政区'],
  ['北京朝阳店', 'Beijing Chaoyang store', 'shop', '北京市 天津市 河北省 内蒙古自治区 山西省'],
  ['成都经销商', 'Chengdu dealer', 'shop', '四川省 重庆市 云南省 贵州省 西藏自治区'],
  ['武汉经销商', 'Wuhan dealer', 'shop', '湖北省 河南省 陕西省'],
  ['济南经销商', 'Jinan dealer', 'shop', '山东省 辽宁省 吉林省 黑龙江省'],
]
const CHINESE_MIX = { channels: ['wechat', 'app', 'web', 'shop', 'phone'], sums: [0.36, 0.66, 0.83, 0.95, 1] }
const ABROAD_MIX = { channels: ['web', 'app', 'phone'], sums: [0.68, 0.96, 1] }

/** Where a customer of the region orders: channel and the shop, desk or dealer that serves them. */
export function salesPlace(person: Person, language: 'zh' | 'en', random: Random): { channel: string; shop: string } {
  const mix = person.country === 'CN' ? CHINESE_MIX : ABROAD_MIX
  let channel = mix.channels[random.weighted(mix.sums)] ?? 'web'
  let place = PLACES.find((entry) => entry[2] === channel && (entry[3] === '' || entry[3].includes(person.region)))
  if (place === undefined) {
    channel = 'web'
    place = PLACES[0]
  }
  return { channel, shop: place?.[language === 'en' ? 1 : 0] ?? '' }
}

/** The shop's own places and dealers, as units of the company. */
export const salesPlaceNames = (language: 'zh' | 'en'): { name: string; kind: 'department' | 'shop' | 'dealer' }[] =>
  PLACES.map(([chinese, english, channel]) => ({
    name: language === 'en' ? english : chinese,
    kind: channel === 'phone' ? 'department' : english.endsWith('dealer') ? 'dealer' : 'shop',
  }))
