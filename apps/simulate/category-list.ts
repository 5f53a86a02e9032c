export type Season = 'flat' | 'summer' | 'winter' | 'spring' | 'new-year' | 'mid-autumn'

export type CategoryPlan = {
  code: string
  zh: string
  en: string
  itemZh: string
  itemEn: string
  size: string
  /** Yuan of one pack of a middle brand. */
  price: number
  /** Days one pack lasts an average household. */
  days: number
  /** Gamma shape of how evenly it is used up: 1 is pure chance, 8 is nearly a clock. */
  regularity: number
  season: Season
  /** How likely a customer needs it, and how often it is bought on a whim. */
  weight: number
  packs: readonly number[]
}

const TABLE = `
COF|食品/咖啡/咖啡豆|Food/Coffee/Beans|云南小粒咖啡豆|Yunnan coffee beans|454g|58|18|4|flat|7|1,2,5
FLT|食品/咖啡/滤纸|Food/Coffee/Filters|手冲咖啡滤纸|Coffee filter papers|100p|18|60|3|flat|2|1,3
INS|食品/咖啡/速溶咖啡|Food/Coffee/Instant|冻干速溶咖啡|Freeze-dried coffee|24p|46|20|3|flat|4|1,2
GTE|食品/茶叶/绿茶|Food/Tea/Green|明前绿茶|Early green tea|250g|88|45|2|spring|4|1,2
BTE|食品/茶叶/红茶|Food/Tea/Black|正山小种红茶|Smoked black tea|250g|78|45|2|winter|3|1,2
RIC|食品/粮油/大米|Food/Staples/Rice|五常稻香米|Fragrant rice|5kg|46|26|6|flat|8|1,2
OIL|食品/粮油/食用油|Food/Staples/Oil|压榨花生油|Peanut oil|5L|89|50|5|flat|6|1,2
NOO|食品/粮油/挂面|Food/Staples/Noodles|鸡蛋挂面|Egg noodles|1kg|16|15|2|flat|4|1,3,6
SOY|食品/调味/酱油|Food/Seasoning/Soy sauce|头道酿造酱油|First-brew soy sauce|500ml|15|35|3|flat|4|1,2
HOT|食品/调味/火锅底料|Food/Seasoning/Hot pot base|牛油火锅底料|Hot pot base|400g|24|30|1|winter|3|1,3
NUT|食品/零食/坚果|Food/Snacks/Nuts|每日混合坚果|Daily mixed nuts|750g|69|30|2|new-year|6|1,2
BIS|食品/零食/饼干|Food/Snacks/Biscuits|燕麦曲奇饼干|Oat cookies|400g|21|12|1|flat|5|1,3
CHO|食品/零食/巧克力|Food/Snacks/Chocolate|黑巧克力礼盒|Dark chocolate box|300g|52|40|1|new-year|3|1,2
MLK|食品/乳品/纯牛奶|Food/Dairy/Milk|全脂纯牛奶|Whole milk|250ml×16|62|14|8|flat|8|1,2,4
YOG|食品/乳品/酸奶|Food/Dairy/Yoghurt|常温酸奶|Long-life yoghurt|200g×12|54|12|4|summer|5|1,2
WAT|食品/饮料/矿泉水|Food/Drinks/Water|天然矿泉水|Mineral water|550ml×24|29|14|3|summer|5|1,2,4
JUI|食品/饮料/果汁|Food/Drinks/Juice|鲜榨橙汁|Orange juice|1L×4|42|15|2|summer|3|1,2
HON|食品/饮料/蜂蜜|Food/Drinks/Honey|椴树蜂蜜|Linden honey|500g|65|60|2|winter|2|1,2
MOO|食品/礼盒/月饼|Food/Gift boxes/Mooncakes|双黄莲蓉月饼礼盒|Mooncake gift box|8p|168|200|1|mid-autumn|3|1
GIF|食品/礼盒/年货礼盒|Food/Gift boxes/New Year|年货坚果礼盒|New Year gift box|1.6kg|198|200|1|new-year|3|1
TIS|家居/纸品/抽纸|Household/Paper/Tissues|原生竹浆抽纸|Bamboo tissues|24p|49|30|6|flat|8|1,2
TOI|家居/纸品/卷纸|Household/Paper/Toilet paper|无芯卷纸|Coreless toilet paper|20p|42|35|6|flat|6|1,2
DET|家居/清洁/洗衣液|Household/Cleaning/Detergent|天然皂液洗衣液|Laundry detergent|3kg|59|45|5|flat|7|1,2
SOF|家居/清洁/柔顺剂|Household/Cleaning/Softener|衣物柔顺剂|Fabric softener|2kg|36|50|3|flat|2|1,2
DIS|家居/清洁/洗洁精|Household/Cleaning/Dish soap|食品级洗洁精|Dish soap|1.2kg|19|35|4|flat|4|1,2
TRA|家居/清洁/垃圾袋|Household/Cleaning/Bin bags|加厚垃圾袋|Strong bin bags|100p|16|40|3|flat|3|1,4
SHA|个护/洗护/洗发水|Personal care/Hair/Shampoo|氨基酸洗发水|Amino shampoo|750ml|69|60|4|flat|5|1,2
CON|个护/洗护/护发素|Personal care/Hair/Conditioner|滋养护发素|Conditioner|750ml|59|65|3|flat|2|1,2
SOA|个护/洗护/沐浴露|Personal care/Body/Shower gel|清爽沐浴露|Shower gel|1L|45|50|3|summer|4|1,2
PAS|个护/口腔/牙膏|Personal care/Mouth/Toothpaste|益生菌牙膏|Toothpaste|120g×3|39|75|5|flat|4|1,2
BRU|个护/口腔/牙刷|Personal care/Mouth/Toothbrush|软毛牙刷|Soft toothbrush|4p|25|90|4|flat|3|1,2
SUN|个护/护肤/防晒霜|Personal care/Skin/Sunscreen|清透防晒霜|Light sunscreen|50ml|89|60|1|summer|3|1,2
CRE|个护/护肤/面霜|Personal care/Skin/Face cream|保湿面霜|Face cream|50g|129|70|2|winter|3|1
FOR|母婴/奶粉/婴儿奶粉|Baby/Formula/Infant formula|婴儿配方奶粉三段|Infant formula 3|800g|218|9|8|flat|3|1,3,6
DIA|母婴/尿裤/纸尿裤|Baby/Nappies/Nappies|超薄纸尿裤L|Thin nappies L|80p|109|13|8|flat|3|1,2,4
WIP|母婴/湿巾/婴儿湿巾|Baby/Wipes/Baby wipes|婴儿手口湿巾|Baby wipes|80p×10|39|20|4|flat|3|1,2
CAT|宠物/猫/猫粮|Pets/Cats/Cat food|全价成猫粮|Adult cat food|2.5kg|119|28|6|flat|4|1,2
LIT|宠物/猫/猫砂|Pets/Cats/Cat litter|豆腐猫砂|Tofu cat litter|6L×3|49|21|5|flat|3|1,2,4
DOG|宠物/狗/狗粮|Pets/Dogs/Dog food|全价成犬粮|Adult dog food|5kg|139|30|6|flat|3|1,2
`

function readPlan(line: string): CategoryPlan {
  const [
    code = '',
    zh = '',
    en = '',
    itemZh = '',
    itemEn = '',
    size = '',
    price,
    days,
    regularity,
    season,
    weight,
    packs,
  ] = line.split('|')
  return {
    code,
    zh,
    en,
    itemZh,
    itemEn,
    size,
    price: Number(price),
    days: Number(days),
    regularity: Number(regularity),
    season: season as Season,
    weight: Number(weight),
    packs: (packs ?? '1').split(',').map(Number),
  }
}

/** What the shop sells, one leaf of the category tree each; brand and pack size multiply it into products. */
export const categoryList: readonly CategoryPlan[] = TABLE.trim().split('\n').map(readPlan)
