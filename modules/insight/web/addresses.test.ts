import assert from 'node:assert/strict'
import { test } from 'node:test'

import { boughtAt, needSegmentAt, offerSegmentAt, returningAt, usageSegmentAt } from './addresses.ts'

test('who came back in a month: bought in it, and for the first time before it', () => {
  const to = new URL(returningAt({ month: '2026-03-01', unit: '7', name: 'Back in March' }), 'http://desk')
  assert.equal(to.pathname, '/segments/new')
  assert.equal(to.searchParams.get('name'), 'Back in March')
  assert.deepEqual(JSON.parse(to.searchParams.get('condition') ?? ''), {
    all: [
      {
        bought: { measure: 'times', compare: 'atLeast', value: '1', within: { from: '2026-03-01', to: '2026-03-31' } },
      },
      { field: 'firstOrder', op: 'between', value: [null, '2026-02-28'] },
      { field: 'unit', op: 'is', value: [7] },
    ],
  })
})

test('a cell of the usage grid becomes a segment that asks for it', () => {
  const cell = { category: '食品/咖啡', usage: 'heavy', loyalty: 'switching' }
  const asked = (unit?: string) => {
    const to = new URL(usageSegmentAt({ ...cell, unit }, 'Heavy switchers'), 'http://desk')
    assert.equal(to.pathname, '/segments/new')
    return JSON.parse(to.searchParams.get('condition') ?? '')
  }
  const usage = { category: '食品/咖啡', usage: ['heavy'], loyalty: ['switching'] }
  assert.deepEqual(asked(), { usage })
  assert.deepEqual(asked('7'), { all: [{ usage }, { field: 'unit', op: 'is', value: [7] }] })
})

test('who is due, and whom to offer a product, become segments', () => {
  const asked = (address: string) => JSON.parse(new URL(address, 'http://desk').searchParams.get('condition') ?? '')
  const need = { category: '食品/咖啡', states: ['due', 'overdue'] }
  assert.deepEqual(asked(needSegmentAt({ ...need, name: 'Coffee is due' })), { need })
  assert.deepEqual(asked(needSegmentAt({ ...need, unit: '7', name: 'Coffee is due' })), {
    all: [{ need }, { field: 'unit', op: 'is', value: [7] }],
  })
  assert.deepEqual(asked(needSegmentAt({ states: ['due'], name: 'Due' })), { need: { states: ['due'] } })
  assert.deepEqual(asked(offerSegmentAt('C-100', 'Offer C-100')), { offer: { sku: 'C-100' } })
})

test('who bought something: of a category or a product, in days up to now or between two', () => {
  const conditionOf = (address: string) =>
    JSON.parse(new URL(address, 'http://desk').searchParams.get('condition') ?? '')
  const bought = { measure: 'times', compare: 'atLeast', value: '1' }
  assert.deepEqual(conditionOf(boughtAt({ category: '食品/茶', within: { days: 90 }, name: 'Tea' })), {
    bought: { category: '食品/茶', ...bought, within: { days: 90 } },
  })
  const within = { from: '2026-03-02', to: '2026-03-08' }
  assert.deepEqual(conditionOf(boughtAt({ sku: 'T-1', within, name: 'T' })), {
    bought: { sku: 'T-1', ...bought, within },
  })
  assert.deepEqual(conditionOf(boughtAt({ category: '', within, name: 'All' })), { bought: { ...bought, within } })
})
