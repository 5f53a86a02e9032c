import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '#core/words/seeded-random.ts'
import { makePeople } from '../testing/made-people.ts'
import { pairScores, pairsOfClusters } from '../testing/pair-scores.ts'
import { findDuplicates } from './find-duplicates.ts'
import { guessRoles } from './guess-roles.ts'
import { measureFields } from './measure-fields.ts'
import { readFields } from './read-fields.ts'
import { recordComparer } from './record-comparer.ts'
import type { Row, ScanResult } from './table.ts'
import { pairWeigher } from './weigh-pairs.ts'

const people = makePeople(3000, 11)
const result = findDuplicates(people.rows)

test('made-up Chinese and Latin customers are found again by other names, phones and addresses', () => {
  const pairs = pairScores(
    result.pairs.map(({ a, b }) => [a, b] as const),
    people.personOf,
  )
  const clusters = pairScores(pairsOfClusters(result.clusters), people.personOf)
  assert.ok(pairs.precision > 0.97 && pairs.recall > 0.93, JSON.stringify(pairs))
  assert.ok(clusters.f1 >= pairs.f1 - 0.005, JSON.stringify(clusters))
  const { lambda, fields } = result.parameters
  assert.ok(Math.abs(lambda / (pairs.truePairs / (1500 * 2999)) - 1) < 0.15, 'λ is near the true share')
  for (const { field, levels } of fields) {
    const weights = levels.map(({ weight }) => weight)
    assert.deepEqual(
      weights,
      weights.toSorted((x, y) => y - x),
      `${field}: weights fall from level to level`,
    )
    assert.ok((weights[0] ?? 0) <= 16 && (weights.at(-1) ?? 0) >= -9, `${field}: weights are bounded`)
    for (const share of ['m', 'u'] as const) {
      const sum = levels.reduce((total, level) => total + level[share], 0)
      assert.ok(Math.abs(sum - 1) < 1e-6, `${field}: ${share} sums to ${sum}`)
    }
  }
})

test('the weight of a pair is the sum of its reasons', () => {
  for (const { weight, reasons } of result.pairs.slice(0, 200)) {
    const sum = reasons.reduce((total, reason) => total + reason.weight, 0)
    assert.ok(Math.abs(sum - weight) < 1e-9)
  }
})

test('the order of rows makes no difference, nor does a second run', () => {
  const rows = makePeople(1600, 3).rows
  const first = findDuplicates(rows)
  assert.deepEqual(findDuplicates(rows), first)
  assert.deepEqual(findDuplicates(rows.toReversed()), first)
})

test('a score is the same in either order, and no record is nearer to another than to itself', () => {
  const rows = people.rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const fields = readFields(rows, guessRoles(rows), 'CN')
  const compare = recordComparer(fields)
  const { fields: learned } = result.parameters
  const { weigh } = pairWeigher(
    fields,
    measureFields(
      fields,
      learned.map(({ levels }) => Float64Array.from(levels, ({ m }) => m)),
      learned.map(({ levels }) => Float64Array.from(levels, ({ u }) => u)),
    ),
  )
  const weightOf = (i: number, j: number) => {
    const levels = new Uint8Array(fields.length)
    compare(i, j, levels)
    return weigh(i, j, levels, new Float64Array(fields.length))
  }
  const record = fc.nat(rows.length - 1)
  const near = new Map(rows.map(({ id }, at) => [id, at]))
  const pair = fc.oneof(
    fc.tuple(record, record),
    fc.constantFrom(...result.pairs).map(({ a, b }): [number, number] => [near.get(a) ?? 0, near.get(b) ?? 0]),
  )
  fc.assert(
    fc.property(pair, ([i, j]) => {
      assert.ok(Math.abs(weightOf(i, j) - weightOf(j, i)) < 1e-9)
      assert.ok(weightOf(i, i) >= weightOf(i, j) - 1e-9, `${rows[i]?.id} ${rows[j]?.id}`)
    }),
    { numRuns: 5000 },
  )
})

test('a typing error in any single field is reached', () => {
  // Enough rows that blocks, not all pairs, bring them together.
  const made = makePeople(1520, 5).rows
  const full = made.filter((row) => Object.values(row.fields).every((cell) => cell !== ''))
  const columns = ['name', 'phone', 'email', 'birthday', 'address', 'postcode']
  const copies = full.slice(0, 240).map(({ id, fields }, index): Row => {
    const column = columns[index % columns.length] ?? ''
    const cell = fields[column] ?? ''
    const at = cell.length >> 1
    return { id: `${id}x`, fields: { ...fields, [column]: `${cell.slice(0, at)}7${cell.slice(at)}` } }
  })
  const found = new Set(findDuplicates([...made, ...copies]).pairs.map(({ a, b }) => `${a} ${b}`))
  const missed = copies.filter(({ id }) => !found.has(`${id.slice(0, -1)} ${id}`))
  assert.deepEqual(missed, [])
})

test('a phone that many share, a filler or a switchboard, makes nobody one', () => {
  const { rows, personOf } = makePeople(1400, 6)
  const filled = rows.map((row, at) =>
    at % 9 === 0 ? { ...row, fields: { ...row.fields, phone: '13800138000' } } : row,
  )
  const { pairs } = findDuplicates(filled)
  const scores = pairScores(
    pairs.map(({ a, b }) => [a, b] as const),
    personOf,
  )
  assert.ok(scores.precision > 0.97 && scores.recall > 0.85, JSON.stringify(scores))
})

test('papers: a table of another kind needs no other settings', () => {
  const words =
    'graph query index stream cache storage network parallel secure mobile linear random sparse optimal learning adaptive efficient temporal spatial mining view join schema model data web server kernel memory logic'.split(
      ' ',
    )
  const authors = 'Chen Garcia Novak Smith Ito Rossi Dubois Kim Larsen Okafor Haas Levy Moore Ross Wu Zhou'.split(' ')
  const random = seededRandom(9)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  const some = (list: readonly string[], count: number, by: string) =>
    Array.from({ length: count }, () => pick(list)).join(by)
  const rows = Array.from(
    { length: 500 },
    (_, at): Row => ({
      id: `p${1000 + at}`,
      fields: {
        title: some(words, 4 + Math.floor(random() * 4), ' '),
        authors: some(authors, 1 + Math.floor(random() * 3), ', '),
        venue: pick(['VLDB', 'SIGMOD Conference', 'ICDE']),
        year: String(1995 + Math.floor(random() * 10)),
      },
    }),
  )
  const again = rows.slice(0, 150).map(
    ({ fields }, at): Row => ({
      id: `q${1000 + at}`,
      fields: {
        ...fields,
        title: random() < 0.5 ? `${fields['title']?.replace('e', 'ee')}.` : (fields['title'] ?? ''),
        venue: random() < 0.4 ? null : (fields['venue'] ?? ''),
      },
    }),
  )
  const { pairs } = findDuplicates([...rows, ...again])
  const right = pairs.filter(({ a, b }) => a.slice(1) === b.slice(1)).length
  assert.ok(right >= 145 && pairs.length - right <= 5, `${right} right of ${pairs.length}`)
})

test('tables with nothing to learn from end well', () => {
  const empty = (scan: ScanResult) => assert.deepEqual([scan.pairs, scan.clusters], [[], []])
  empty(findDuplicates([]))
  empty(findDuplicates([{ id: 'a', fields: { name: 'Ann Lee' } }]))
  empty(
    findDuplicates([
      { id: 'a', fields: {} },
      { id: 'b', fields: { name: null } },
    ]),
  )
  const two = findDuplicates([
    { id: 'a', fields: { name: 'Ann Lee', email: 'ann@x.example', phone: '13800138000' } },
    { id: 'b', fields: { name: 'Ann Lee', email: 'ann@x.example', phone: '13800138000' } },
  ])
  assert.ok(two.records === 2)
  const strangers = makePeople(400, 2)
  const once = new Set<number>()
  const alone = strangers.rows.filter(({ id }) => {
    const person = strangers.personOf.get(id) ?? 0
    return !once.has(person) && once.add(person)
  })
  assert.ok(findDuplicates(alone).pairs.length <= 3, 'where there are no duplicates, hardly any are found')
})
