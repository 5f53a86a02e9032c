import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goodsName } from './goods-name.ts'

test('packs of the same goods have one name, other goods another', () => {
  const same = [
    ['云栖里 全脂纯牛奶 250ml×16', '云栖里 全脂纯牛奶 250ml×16×2', '云栖里 全脂纯牛奶 250ml×16×4（家庭装）'],
    ['Oolong tea 100 g', 'Oolong tea 250g', 'Oolong tea, 1.5 kg x 2'],
    ['婴儿手口湿巾 80p×10', '婴儿手口湿巾 80p'],
    ['抽纸 24包', '抽纸 3卷'],
  ]
  for (const names of same) assert.equal(new Set(names.map(goodsName)).size, 1, names.join())
  const others = [
    '纸尿裤L 80p',
    '纸尿裤M 80p',
    'Phone 128GB',
    'Phone 256GB',
    'Size 42',
    'Size 43',
    'Vitamin B12',
    'Vitamin B6',
  ]
  assert.equal(new Set(others.map(goodsName)).size, others.length)
  assert.equal(goodsName('500ml'), '500ml')
})
