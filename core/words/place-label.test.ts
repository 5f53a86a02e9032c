import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeLabel } from './place-label.ts'

test('a city is spelt as its record has it', () => {
  assert.equal(placeLabel('DE/Nordrhein-Westfalen/Koln', 'Köln', 'en'), 'Köln, Nordrhein-Westfalen, Germany')
  assert.equal(placeLabel('CN/广东/深圳', '深圳', 'zh-CN'), '中国 广东 深圳')
})

test('another city, or none, changes nothing', () => {
  assert.equal(placeLabel('DE/Bayern/Munchen', 'Nürnberg', 'en'), 'Munchen, Bayern, Germany')
  assert.equal(placeLabel('DE/Bayern/Munchen', null, 'en'), 'Munchen, Bayern, Germany')
  assert.equal(placeLabel('CN/广东/深圳', '深圳市', 'zh-CN'), '中国 广东 深圳')
  assert.equal(placeLabel('SG', 'SG', 'en'), 'Singapore')
})
