import type { Person } from './person.ts'
import type { Shop } from './shop.ts'

/** Letters pass in Chinese between a Chinese shop and its customers in China; everybody else writes English. */
export const writesChinese = (shop: Shop, person: Person): boolean =>
  shop.plan.language === 'zh' && person.country === 'CN'
