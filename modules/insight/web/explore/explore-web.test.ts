import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { restoreFormula } from '#core/words/formula-cells.ts'
import { DIMENSIONS, type DimensionKey, MEASURES, type MeasureKey } from '../../explore/catalogue-rules.ts'
import { asKind, chartsFor, usualChart } from '../../explore/chart-rules.ts'
import { type Query, queryShape } from '../../explore/contract.ts'
import { daysOfKey, keyOfNumber, numberOfKey } from '../../explore/key-rules.ts'
import { cellOf, queryOfCell, readCell, writeCell } from './cell.ts'
import { csvOf } from './cube-csv.ts'
import { readQuestion, writeQuestion } from './question-address.ts'
import { segmentDiffers, segmentOf } from './segment-of.ts'
import type { Cube } from './use-answer.ts'

const dimensions = Object.keys(DIMENSIONS) as DimensionKey[]
const measures = Object.keys(MEASURES) as MeasureKey[]
const keys = fc.uniqueArray(
  fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('', 'a,b', '50%', '!x')).filter((key) => key !== '~'),
  { minLength: 1, maxLength: 3 },
)
const question: fc.Arbitrary<Query> = fc.record({
  kind: fc.constant('cube' as const),
  measure: fc.constantFrom(...measures),
  by: fc.uniqueArray(fc.constantFrom(...dimensions), { maxLength: 2 }),
  filters: fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...dimensions), keys, fc.boolean())
      .map(([dimension, some, isIn]) => (isIn ? { dimension, in: some } : { dimension, out: some })),
    { maxLength: 3, selector: (filter) => filter.dimension },
  ),
  period: fc.constantFrom<Query['period']>(
    { all: true },
    { last: 30, unit: 'day' },
    { last: 7, unit: 'month' },
    { from: '2025-01-01', to: '2025-02-03' },
  ),
  top: fc.integer({ min: 1, max: 50 }),
})

test('a question stands in an address and comes back the same', () => {
  fc.assert(
    fc.property(question, (query) => {
      const chart = usualChart(query)
      const address = new URLSearchParams(writeQuestion(query, chart))
      const read = readQuestion(Object.fromEntries(address))
      const sorted = (of: Query) => ({
        ...of,
        filters: of.filters.toSorted((a, b) => (a.dimension < b.dimension ? -1 : 1)),
      })
      assert.deepEqual(sorted(read.query), sorted(query))
      assert.equal(read.chart, chart)
    }),
  )
})

test('whatever stands in an address asks something the server takes', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('measure', 'by', 'kind', 'period', 'top', 'chart', 'f.tag', 'f.x'), fc.string()),
      (search) => {
        const { query, chart } = readQuestion(search)
        assert.equal(queryShape.safeParse(query).success, true)
        assert.ok(chartsFor(query).includes(chart))
      },
    ),
  )
})

test('every kind of question is one the server takes, from any other', () => {
  fc.assert(
    fc.property(question, fc.constantFrom('cube' as const, 'cohort' as const, 'pareto' as const), (query, kind) => {
      const asked = asKind(query, kind)
      assert.equal(asked.kind, kind)
      assert.ok(kind !== 'cohort' || (asked.by.length === 1 && asked.measure === 'customers'))
      assert.ok(kind !== 'pareto' || asked.by.length === 0)
      assert.ok(chartsFor(asked).length > 0)
    }),
  )
})

test('keys of numbers and times come back the same; others are no keys', () => {
  for (const dimension of [
    'day',
    'week',
    'month',
    'quarter',
    'year',
    'class',
    'newness',
    'weekday',
    'hour',
    'nth',
  ] as const) {
    const { range = [1, 2] } = DIMENSIONS[dimension] as { range?: readonly [number, number] }
    for (const value of dimension === 'year'
      ? [1999, 2026]
      : ['month', 'quarter'].includes(dimension)
        ? [24_000, 24_313]
        : range) {
      assert.equal(numberOfKey(dimension, keyOfNumber(dimension, value)), value, dimension)
    }
    for (const none of ['', 'x', '2026-13', '2026-Q5', '99', '-1', '1e3', ' 1'])
      assert.equal(numberOfKey(dimension, none), null, `${dimension} ${none}`)
  }
  assert.equal(numberOfKey('week', '2026-11-24'), null, 'a Tuesday begins no week')
  assert.deepEqual(daysOfKey('quarter', '2026-Q1'), { from: '2026-01-01', to: '2026-03-31' })
  assert.deepEqual(daysOfKey('month', '2024-02'), { from: '2024-02-01', to: '2024-02-29' })
  assert.deepEqual(daysOfKey('week', '2026-11-23'), { from: '2026-11-23', to: '2026-11-29' })
})

const query: Query = { kind: 'cube', measure: 'revenue', by: [], filters: [], period: { all: true }, top: 12 }
const days = { from: '2025-01-01', to: '2025-12-31' }

test('what segments can say becomes a condition, everything else none', () => {
  const by = (...filters: Query['filters']) => segmentOf({ ...query, filters }, days)
  const bought = (more: object, within: object = days) => ({
    bought: { ...more, measure: 'times', compare: 'atLeast', value: '1', within },
  })
  assert.deepEqual(by(), { all: [bought({})] })
  assert.deepEqual(by({ dimension: 'category2', in: ['Food/Tea'] }, { dimension: 'month', in: ['2025-03'] }), {
    all: [bought({ category: 'Food/Tea' }, { from: '2025-03-01', to: '2025-03-31' })],
  })
  assert.deepEqual(by({ dimension: 'category1', in: ['Food'] }, { dimension: 'category2', in: ['Food/Tea'] }), {
    all: [bought({ category: 'Food/Tea' })],
  })
  assert.deepEqual(by({ dimension: 'class', in: ['key'] }, { dimension: 'recencyScore', in: ['4', '5'] }), {
    all: [bought({}), { field: 'class', op: 'is', value: ['key'] }, { field: 'recencyScore', op: 'is', value: [4, 5] }],
  })
  assert.equal(by({ dimension: 'channel', in: ['web'] }), null)
  assert.equal(by({ dimension: 'category1', out: ['Food'] }), null)
  assert.equal(by({ dimension: 'brand', in: [''] }), null)
  assert.equal(by({ dimension: 'brand', in: ['A'] }, { dimension: 'product', in: ['x'] }), null)
  assert.equal(by({ dimension: 'month', in: ['2019-03'] }), null, 'a time outside the time')
  assert.equal(segmentOf({ ...query, measure: 'returns' }, days), null)
  const isNew = { field: 'firstOrder', op: 'between', value: ['2025-01-01', '2025-12-31'] }
  const tea: Query['filters'] = [{ dimension: 'category2', in: ['Food/Tea'] }]
  assert.deepEqual(segmentOf({ ...query, measure: 'newCustomers' }, days), { all: [isNew] })
  assert.deepEqual(segmentOf({ ...query, measure: 'newCustomers', filters: tea }, days), {
    all: [isNew, bought({ category: 'Food/Tea' })],
  })
})

test('a segment says in whom it may differ from those behind the figure', () => {
  const differs = (measure: MeasureKey, filters: Query['filters'] = []) =>
    segmentDiffers({ ...query, measure, filters })
  assert.equal(differs('orders'), null)
  assert.equal(differs('revenue'), 'onlyReturned')
  assert.equal(differs('customers'), 'tookBack')
  assert.equal(differs('newCustomers'), null)
  assert.equal(differs('newCustomers', [{ dimension: 'brand', in: ['A'] }]), 'laterOrder')
})

test('a cell says its keys, and for the others that it is none of the shown', () => {
  const item = (key: string) => ({ key, label: null, value: '1' })
  const axes: Cube['axes'] = [
    { dimension: 'month', items: [item('2025-01')], count: 1 },
    { dimension: 'brand', items: [item('A'), item('B'), item('*others')], count: 5 },
  ]
  const cell = cellOf(axes, [0, 2])
  assert.deepEqual(cell.filters, [
    { dimension: 'month', in: ['2025-01'] },
    { dimension: 'brand', out: ['A', 'B'] },
  ])
  assert.deepEqual(cellOf(axes, [0, -1]).filters, [{ dimension: 'month', in: ['2025-01'] }])
  assert.deepEqual(readCell(writeCell(cell)), cell)
  for (const broken of ['', '{', '[]', '{"filters": 1}', 'null']) assert.equal(readCell(broken), null)
  assert.equal(queryShape.safeParse(queryOfCell(query, cell)).success, true)
})

test('no cell of a saved table is a formula, and every one can be had back', () => {
  const text = csvOf(
    ['=1+1', 'b'],
    [
      ['@cmd', '-5.00'],
      ['a,"b"', null],
    ],
  )
  assert.equal(text, `\uFEFF'=1+1,b\r\n'@cmd,-5.00\r\n"a,""b""",\r\n`)
  assert.equal(restoreFormula("'@cmd"), '@cmd')
})
