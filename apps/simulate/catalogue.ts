import { type CategoryPlan, categoryList } from './category-list.ts'
import { ean13 } from './ean13.ts'
import { Random } from './random.ts'
import type { ShopPlan } from './simulate-options.ts'

export type Product = {
  sku: string
  name: string
  /** Letters call it in the customer's language, whatever the shop's. */
  englishName: string
  chineseName: string
  categoryIndex: number
  category: string
  brand: string
  /** Yuan in millionths, as every amount of this generator: whole numbers, exact far beyond any line's value. */
  priceMicro: number
  costMicro: number
  barcode: string
  supplier: string
  stock: number
  pack: number
}

/** Products of one leaf category: `brands[b][p]` is pack size p (rising) of brand b; the last brand is the shop's own. */
export type Category = { plan: CategoryPlan; name: string; brands: Product[][] }

// Two made-up makers per department; the third brand of every category is the shop's own.
const MAKERS: Record<string, readonly (readonly [string, string])[]> = {
  食品: [
    ['山岚记', 'Shanlan'],
    ['禾本小满', 'Hebon'],
    ['云栖里', 'Yunqili'],
    ['北坡农场', 'North Slope'],
  ],
  家居: [
    ['净木', 'Jingmu'],
    ['浣花溪', 'Huanhua'],
  ],
  个护: [
    ['沐言', 'Muyan'],
    ['植小白', 'Zhibai'],
  ],
  母婴: [
    ['初芽', 'Chuya'],
    ['贝贝安', 'Beibean'],
  ],
  宠物: [
    ['爪爪星球', 'Paw Planet'],
    ['毛豆家', 'Maodou'],
  ],
}
/** The shop's own brand, in Chinese and in English. */
export const OWN_BRAND = ['客缘优选', 'Keyuan Select'] as const
const TIERS = [1, 1.32, 0.76]

function packName(size: string, pack: number, language: 'zh' | 'en'): string {
  if (pack === 1) return size
  if (language === 'en') return `${size} × ${pack}${pack > 3 ? ' family pack' : ''}`
  return `${size}×${pack}${pack > 3 ? '（家庭装）' : ''}`
}

function makeProduct(
  plan: CategoryPlan,
  index: number,
  brand: number,
  pack: number,
  shop: ShopPlan,
  random: Random,
): Product {
  const maker = MAKERS[plan.zh.slice(0, 2)] ?? []
  const names = brand === 2 ? OWN_BRAND : (maker[(index + brand) % maker.length] ?? OWN_BRAND)
  const english = shop.language === 'en'
  const brandName = english ? names[1] : names[0]
  const yuan = plan.price * (TIERS[brand] ?? 1) * pack ** 0.93
  const englishName = `${names[1]} ${plan.itemEn} ${packName(plan.size, pack, 'en')}`
  const chineseName = `${names[0]} ${plan.itemZh} ${packName(plan.size, pack, 'zh')}`
  const priceFen = Math.max(1, Math.round(yuan)) * 100 - 10
  return {
    sku: `${plan.code}-${brand + 1}${String(pack).padStart(2, '0')}`,
    name: english ? englishName : chineseName,
    englishName,
    chineseName,
    categoryIndex: index,
    category: english ? plan.en : plan.zh,
    brand: brandName,
    priceMicro: priceFen * 10_000,
    costMicro: Math.round(priceFen * 100 * (0.5 + 0.2 * random.next())) * 100,
    barcode: ean13(index * 1000 + brand * 100 + pack),
    supplier: english ? `${names[1]} Supply` : `${names[0]}供应链`,
    stock: random.chance(0.04) ? 0 : random.whole(5, 900),
    pack,
  }
}

/** Every category with its products: about 250, fixed by seed and language. */
export function catalogue(plan: ShopPlan): Category[] {
  const random = new Random(plan.seed, 11)
  return categoryList.map((category, index) => ({
    plan: category,
    name: plan.language === 'en' ? category.en : category.zh,
    brands: TIERS.map((_, brand) =>
      category.packs.map((pack) => makeProduct(category, index, brand, pack, plan, random)),
    ),
  }))
}
