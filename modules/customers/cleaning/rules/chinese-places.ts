/** Provinces as they are written in full, with their short form. */
const FULL: Record<string, string> = {
  内蒙古: '内蒙古自治区',
  广西: '广西壮族自治区',
  西藏: '西藏自治区',
  宁夏: '宁夏回族自治区',
  新疆: '新疆维吾尔自治区',
}
export const MUNICIPALITIES = ['北京', '上海', '天津', '重庆']
const SHORT = (
  '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 ' +
  '四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆'
).split(' ')

/** First two digits of a postcode: by province. Postcodes of a few towns at a border lie in the neighbour's range, so only the province is taken. */
const BY_POSTCODE: Record<string, string> = Object.fromEntries(
  Object.entries({
    内蒙古: '01 02',
    山西: '03 04',
    河北: '05 06 07',
    北京: '10',
    辽宁: '11 12',
    吉林: '13',
    黑龙江: '15 16',
    上海: '20',
    江苏: '21 22',
    安徽: '23 24',
    山东: '25 26 27',
    天津: '30',
    浙江: '31 32',
    江西: '33 34',
    福建: '35 36',
    重庆: '40',
    湖南: '41 42',
    湖北: '43 44',
    河南: '45 46 47',
    广东: '51 52',
    广西: '53 54',
    贵州: '55 56',
    海南: '57',
    四川: '61 62 63 64',
    云南: '65 66 67',
    陕西: '71 72',
    甘肃: '73 74',
    宁夏: '75',
    青海: '81',
    新疆: '83 84',
    西藏: '85 86',
  }).flatMap(([province, starts]) => starts.split(' ').map((start) => [start, province])),
)

/** The province an address begins with, and what follows it; null where it begins with none. */
export function provinceAtStart(address: string): { province: string; rest: string } | null {
  const province = SHORT.find((name) => address.startsWith(name))
  if (!province) return null
  const full = FULL[province]
  if (full && address.startsWith(full)) return { province, rest: address.slice(full.length) }
  const rest = address.slice(province.length)
  // 海南 is a province and 海南路 a street; 吉林市 a city of 吉林.
  if (/^(?:[路街道巷]|大[道街])/u.test(rest)) return null
  if (/^市/u.test(rest) && !MUNICIPALITIES.includes(province)) return { province, rest: address }
  return { province, rest: rest.replace(/^(?:省|自治区|市(?!辖))/u, '') }
}

/** The province of a Chinese postcode of six digits; null for anything else. */
export const provinceOfPostcode = (postcode: string): string | null =>
  /^\d{6}$/.test(postcode.trim()) ? (BY_POSTCODE[postcode.trim().slice(0, 2)] ?? null) : null
