import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition } from '../../segment/condition.ts'
import { askedCondition } from './asked-condition.ts'
import {
  emptyGroup,
  isUnfinished,
  newBought,
  newNeed,
  newOffer,
  newTouched,
  newUsage,
  toCondition,
  toDraft,
} from './draft.ts'

const fields = [
  { key: 'class', kind: 'choiceOrNone', custom: null },
  { key: 'revenue', kind: 'money', custom: null },
  { key: 'recency', kind: 'age', custom: null },
  { key: 'created', kind: 'moment', custom: null },
  { key: 'recencyScore', kind: 'score', custom: null },
  { key: 'tags', kind: 'tags', custom: null },
  { key: 'custom.vip', kind: 'custom', custom: { type: 'yesno' } },
]
const said: Condition = {
  all: [
    { field: 'class', op: 'is', value: ['key', 'dispensable'] },
    { field: 'revenue', op: 'between', value: ['100.5', null] },
    { field: 'created', op: 'between', value: [null, '2024-01-31'] },
    { field: 'recencyScore', op: 'is', value: [4, 5] },
    { field: 'custom.vip', op: 'is', value: [true] },
    {
      any: [
        { bought: { category: 'tea', measure: 'times', compare: 'atLeast', value: '2', within: { days: 90 } } },
        { usage: { category: 'tea/green', usage: ['heavy', 'light'], loyalty: ['switching'] } },
        { usage: { category: 'tea' } },
        { need: { category: 'tea', states: ['due', 'overdue'] } },
        { need: { states: ['lost'] } },
        { offer: { sku: 'T-1', kind: 'new', first: 3 } },
        { offer: { sku: 'T-1' } },
        { segment: 3 },
      ],
    },
    {
      not: {
        any: [
          { touched: { kind: 'complaint', compare: 'atLeast', value: 1 } },
          { field: 'tags', op: 'any', value: ['a,b'] },
        ],
      },
    },
  ],
}

test('a stored condition and its draft say the same', () => {
  assert.deepEqual(toCondition(toDraft(said, fields), fields), said)
})

test('what the editor can not show is kept as it is', () => {
  const odd: Condition = {
    all: [
      { field: 'class', op: 'isNot', value: ['key'] },
      { field: 'created', op: 'withinDays', value: 30 },
      { bought: { category: 'tea', brand: 'Lu', measure: 'times', compare: 'atLeast', value: '1' } },
    ],
  }
  const draft = toDraft(odd, fields)
  assert.ok(draft.is === 'group' && draft.items.every((item) => item.is === 'other'))
  assert.deepEqual(toCondition(draft, fields), odd)
})

test('groups of which nothing is said are left out', () => {
  assert.equal(
    toCondition(
      { id: 'x', is: 'group', join: 'all', items: [{ id: 'y', is: 'field', field: 'class', text: '' }] },
      fields,
    ),
    null,
  )
})

test('an address may propose a condition; one that can’t be read proposes none', () => {
  const asked = askedCondition(JSON.stringify(said), fields)
  assert.deepEqual(asked && toCondition(asked, fields), said)
  for (const text of [undefined, '', '{', '5', 'null', '{"all":5}'])
    assert.equal(askedCondition(text, fields), null, text)
})

test('what says nothing yet is unfinished, at any depth', () => {
  assert.equal(isUnfinished(toDraft(said, fields)), false)
  for (const item of [
    newUsage(),
    newOffer(),
    emptyGroup(),
    { id: 'x', is: 'field', field: 'class', text: '' } as const,
  ]) {
    assert.equal(isUnfinished(item), true, item.is)
    const whole = toDraft(said, fields)
    assert.equal(isUnfinished({ ...emptyGroup(), items: [whole, { ...emptyGroup(), items: [item] }] }), true, item.is)
  }
  for (const item of [newBought(), newTouched(), newNeed()]) assert.equal(isUnfinished(item), false, item.is)
})
