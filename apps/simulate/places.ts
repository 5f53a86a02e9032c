import type { Country } from './countries.ts'

export type Place = { region: string; city: string; postcode: string; weight: number }

// Region:weight then city/postcode of its centre. Weights follow where online shoppers live.
const CHINA = `
广东省:12 广州市/510000 深圳市/518000 东莞市/523000 佛山市/528000 珠海市/519000
江苏省:9 南京市/210000 苏州市/215000 无锡市/214000 常州市/213000
浙江省:9 杭州市/310000 宁波市/315000 温州市/325000 金华市/321000
上海市:8 上海市/200000
北京市:7 北京市/100000
山东省:6 济南市/250000 青岛市/266000 烟台市/264000
四川省:5 成都市/610000 绵阳市/621000
湖北省:4 武汉市/430000 宜昌市/443000
河南省:4 郑州市/450000 洛阳市/471000
福建省:4 福州市/350000 厦门市/361000 泉州市/362000
湖南省:3 长沙市/410000 株洲市/412000
安徽省:3 合肥市/230000 芜湖市/241000
河北省:3 石家庄市/050000 唐山市/063000
重庆市:3 重庆市/400000
陕西省:3 西安市/710000 咸阳市/712000
辽宁省:3 沈阳市/110000 大连市/116000
天津市:2 天津市/300000
江西省:2 南昌市/330000 赣州市/341000
广西壮族自治区:2 南宁市/530000 桂林市/541000
云南省:2 昆明市/650000 大理市/671000
黑龙江省:1.5 哈尔滨市/150000 大庆市/163000
吉林省:1.5 长春市/130000
贵州省:1.5 贵阳市/550000
山西省:1.5 太原市/030000
内蒙古自治区:1 呼和浩特市/010000 包头市/014000
新疆维吾尔自治区:1 乌鲁木齐市/830000
甘肃省:1 兰州市/730000
海南省:1 海口市/570000 三亚市/572000
宁夏回族自治区:0.5 银川市/750000
青海省:0.4 西宁市/810000
西藏自治区:0.3 拉萨市/850000
香港特别行政区:0.8 香港/999077
澳门特别行政区:0.3 澳门/999078`

const ABROAD: Record<Exclude<Country, 'CN'>, string> = {
  GB: `
England:8 London/SW1A_1AA Manchester/M1_1AE Leeds/LS1_4AP Bristol/BS1_4ST
Scotland:2 Edinburgh/EH1_1YZ Glasgow/G1_1XQ
Wales:1 Cardiff/CF10_1EP`,
  US: `
CA:4 Los_Angeles/90012 San_Francisco/94103
NY:3 New_York/10001 Buffalo/14202
TX:3 Austin/78701 Houston/77002
WA:1 Seattle/98101
IL:2 Chicago/60601`,
  DE: `
Bayern:3 München/80331 Nürnberg/90402
Nordrhein-Westfalen:4 Köln/50667 Düsseldorf/40213
Berlin:2 Berlin/10115
Hamburg:1.5 Hamburg/20095
Hessen:2 Frankfurt_am_Main/60311`,
  BR: `
SP:5 São_Paulo/01001-000 Campinas/13010-000
RJ:3 Rio_de_Janeiro/20010-000 Niterói/24020-000
MG:2 Belo_Horizonte/30110-000
RS:1 Porto_Alegre/90010-000
BA:1 Salvador/40020-000`,
}

function readPlaces(text: string): Place[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [head = '', ...cities] = line.split(' ')
      const [region = '', weight] = head.split(':')
      return cities.map((entry) => {
        const [city = '', postcode = ''] = entry.replaceAll('_', ' ').split('/')
        return { region, city, postcode, weight: Number(weight) / cities.length }
      })
    })
}

function withSums(list: Place[]): { list: Place[]; sums: number[] } {
  let sum = 0
  const sums = list.map((place) => {
    sum += place.weight
    return sum
  })
  return { list, sums }
}

/** Regions and cities by country with running weights for `Random.weighted`. */
export const places: Record<Country, { list: Place[]; sums: number[] }> = {
  CN: withSums(readPlaces(CHINA)),
  GB: withSums(readPlaces(ABROAD.GB)),
  US: withSums(readPlaces(ABROAD.US)),
  DE: withSums(readPlaces(ABROAD.DE)),
  BR: withSums(readPlaces(ABROAD.BR)),
}
