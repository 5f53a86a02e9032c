import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterText } from './filter-text.ts'

const field = (key: string, kind: string, type?: string) => ({ key, kind, custom: type ? { type } : null })
const read = (text: string, one: ReturnType<typeof field>) =>
  JSON.parse(filterText({ [one.key]: text }, [one]) ?? 'null')

test('what stands in the address becomes the filter the server reads', () => {
  assert.deepEqual(read('key,dispensable', field('class', 'choiceOrNone')), [
    { field: 'class', op: 'is', value: ['key', 'dispensable'] },
  ])
  assert.deepEqual(read('100..', field('revenue', 'money')), [
    { field: 'revenue', op: 'between', value: ['100', null] },
  ])
  assert.deepEqual(read('90..', field('recency', 'age')), [{ field: 'recency', op: 'between', value: [90, null] }])
  assert.deepEqual(read('2024-01-01..2024-01-31', field('created', 'moment')), [
    { field: 'created', op: 'between', value: ['2024-01-01', '2024-01-31'] },
  ])
  assert.deepEqual(read('4,5', field('recencyScore', 'score')), [{ field: 'recencyScore', op: 'is', value: [4, 5] }])
  assert.deepEqual(read('yes', field('custom.vip', 'custom', 'yesno')), [
    { field: 'custom.vip', op: 'is', value: [true] },
  ])
  assert.deepEqual(read('a%2Cb', field('tags', 'tags')), [{ field: 'tags', op: 'any', value: ['a,b'] }])
})

test('keys that are no field and empty values are left out', () => {
  assert.equal(filterText({ open: 'x', class: '' }, [field('class', 'choiceOrNone')]), undefined)
})
