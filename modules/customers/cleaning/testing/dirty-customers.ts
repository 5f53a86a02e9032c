import fc from 'fast-check'
import type { CustomerRow } from '../../import/customer-row.ts'

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 })
const NAMES = [
  '  JOHN   SMITH ',
  'anna müller',
  '王小明',
  '欧阳 娜娜',
  "O'BRIEN, PAT",
  'Jan de Vries',
  'IBM',
  '\u200B李雷',
  'X',
]
const EMAILS = ['@gmial.com', '@gmail.com', '@qq.con', '@firma.de']
const ADDRESSES = [
  '广东省深圳市南山区科技园1号',
  '北京市海淀区',
  ' 1 Main St,  Springfield, IL 62704',
  '解放路5号',
  '浙江省杭州市\u200B西湖区',
]

/** Rows of a shop's file as people fill it in: blanks, capitals, mistyped domains, regions only in addresses. */
export const dirtyRow = (nth: number): fc.Arbitrary<CustomerRow> =>
  fc.record({
    customerRef: fc.constant(`ref-${nth}`),
    name: fc.constantFrom(...NAMES),
    email: maybe(fc.constantFrom(...EMAILS).map((end) => ` c${nth}${end} `)),
    phone: maybe(fc.constantFrom(`+8613800${String(100000 + nth)}`, `+86791112${String(1000 + nth).slice(-4)}`)),
    country: maybe(fc.constantFrom('CN', 'GB', 'US')),
    address: maybe(fc.constantFrom(...ADDRESSES)),
    postcode: maybe(fc.constantFrom('518000', ' 62704')),
    company: maybe(fc.constantFrom(' Acme  Ltd', 'Acme')),
    birthday: maybe(fc.constantFrom('1980-02-03')),
  }) as fc.Arbitrary<CustomerRow>
