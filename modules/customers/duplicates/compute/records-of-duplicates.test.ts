import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFields } from './read-fields.ts'
import { recordComparer } from './record-comparer.ts'
import type { Role, Row } from './table.ts'

/** Levels by field of the first two of these records, the same in either order; fields that are not known are left out. */
function levelsOf(
  roles: Record<string, Role>,
  first: Row['fields'],
  second: Row['fields'],
  ...others: Row['fields'][]
) {
  const rows = [first, second, ...others].map((fields, at) => ({ id: String(at), fields }))
  const fields = readFields(rows, roles, 'CN')
  const compare = recordComparer(fields)
  const [there, back] = [new Uint8Array(fields.length), new Uint8Array(fields.length)]
  compare(0, 1, there)
  compare(1, 0, back)
  assert.deepEqual(there, back)
  return Object.fromEntries(
    fields.flatMap((field, at) => {
      const level = there[at] ?? 0
      return level === 0 ? [] : [[field.name, field.comparison.levels[level - 1]]]
    }),
  )
}

const parts = { first: 'given', last: 'surname' } as const
const strangers = [
  { first: 'Olga', last: 'Brandt' },
  { first: 'Pedro', last: 'Lima' },
]

test('names in the wrong columns agree crosswise, and only then', () => {
  const names = (a: [string, string], b: [string, string]) =>
    levelsOf(parts, { first: a[0], last: a[1] }, { first: b[0], last: b[1] }, ...strangers)
  assert.deepEqual(names(['Isla', 'Hall'], ['Hall', 'Isla']), { first: 'swapped', last: 'swapped' })
  assert.deepEqual(names(['Isla', 'Hall'], ['Hal', 'Isla']), { first: 'different', last: 'different' })
  assert.deepEqual(names(['Isla', 'Halls'], ['Hallls', 'Isla']), { first: 'near', last: 'swapped' })
  assert.deepEqual(names(['', 'Thomas'], ['Thomas', 'Gabriel']), { last: 'swapped' })
  assert.deepEqual(names(['James', 'Thomas'], ['Thomas', 'Smith']), { first: 'different', last: 'different' })
  assert.deepEqual(names(['Isla', 'Hall'], ['Isla', 'Hall']), { first: 'exact', last: 'exact' })
})

test('a Chinese name agrees with its pinyin in either order and in one word', () => {
  const names = (a: string, b: string) =>
    levelsOf({ name: 'name' }, { name: a }, { name: b }, { name: 'Pedro Lima' }, { name: '王芳' })
  const [surname, given] = ['name: surname', 'name: given name']
  assert.deepEqual(names('张三丰', '張三豐'), { [surname]: 'exact', [given]: 'exact' })
  assert.deepEqual(names('张三丰', 'Sanfeng Zhang'), { [surname]: 'same sound', [given]: 'same sound' })
  assert.deepEqual(names('张三丰', 'Zhang Sanfeng'), { [surname]: 'swapped', [given]: 'swapped' })
  assert.deepEqual(names('张三丰', 'zhangsanfeng'), { [surname]: 'same sound' })
})

test('namesakes whose addresses are made of their names have nothing more in common', () => {
  const emails = (a: string, b: string, name = '王文静') =>
    levelsOf(
      { name: 'name', mail: 'email' },
      { name: '王文静', mail: a },
      { name, mail: b },
      { name: '李明', mail: 'x@y.example' },
    )['mail']
  assert.equal(emails('wang.wenjing1@a.example', 'wangwenjing6@b.example'), undefined)
  assert.equal(
    emails('wang.wenjing1@a.example', 'wang.wenjing1@b.example'),
    'near',
    'the same part before the @ is more than the name',
  )
  assert.equal(emails('wang.wenjing1@a.example', 'wang.wenjing1@a.example'), 'exact')
  assert.equal(emails('moonlight88@a.example', 'moonlihgt88@a.example'), 'near')
  assert.equal(emails('wang.wenjing1@a.example', 'wang.wenjing6@a.example', '赵刚'), 'near')
})

test('a region that the city implies counts only where the city is not known', () => {
  const others = Array.from({ length: 60 }, (_, at) => ({ city: `town${at % 6}`, region: `land${(at % 6) >> 1}` }))
  const roles = { city: 'place', region: 'region' } as const
  assert.deepEqual(levelsOf(roles, { city: 'town1', region: 'land0' }, { city: 'town1', region: 'land0' }, ...others), {
    city: 'exact',
  })
  assert.deepEqual(levelsOf(roles, { city: 'town1', region: 'land0' }, { city: null, region: 'land0' }, ...others), {
    region: 'exact',
  })
})
