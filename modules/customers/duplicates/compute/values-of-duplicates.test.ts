import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emailComparison, phoneComparison } from './compare-contacts.ts'
import { dateComparison } from './compare-dates.ts'
import { nameComparison } from './compare-names.ts'
import { streetComparison } from './compare-texts.ts'
import type { Comparison } from './comparison.ts'
import { guessRoles } from './guess-roles.ts'
import { letterMask } from './letter-mask.ts'
import { dateReader } from './normal-date.ts'
import { normalFullName } from './normal-name.ts'
import { readerOfRole } from './normal-value.ts'
import type { Role } from './table.ts'

const levelOf = (comparison: Comparison, a: string, b: string) => {
  const level = comparison.compare(a, b, letterMask(a), letterMask(b))
  assert.equal(comparison.compare(b, a, letterMask(b), letterMask(a)), level, 'the same in either order')
  return comparison.levels[level]
}

test('a Chinese name and its pinyin sound the same; traditional characters are the simplified ones', () => {
  const sounds = (name: string) => {
    const { surname, given } = normalFullName(name)
    return [surname?.sound, given?.sound].sort()
  }
  for (const name of ['張三', 'Zhang San', 'zhang, san', 'ＺＨＡＮＧ san', 'San Zhang']) {
    assert.deepEqual(sounds(name), sounds('张三'), name)
  }
  assert.deepEqual(sounds('Lyu Lan'), sounds('吕兰'))
  assert.equal(normalFullName('单雄信').surname?.sound, 'shan', 'as a surname it is read shan')
  assert.equal(normalFullName('Dr. José Müller').given?.text, 'jose')
  assert.deepEqual(normalFullName('  '), { surname: null, given: null })
})

test('values are compared in one form', () => {
  const read = (role: Role, text: string, country = 'CN') => readerOfRole(role, [])(text, country)
  assert.equal(read('phone', '138 0013 8000'), '+8613800138000')
  assert.equal(read('phone', '0086-13800138000', 'DE'), '+8613800138000')
  assert.equal(read('phone', '0000000'), null, 'a filler is nobody’s')
  assert.equal(read('email', ' Anna@Example.COM '), 'anna@example.com')
  assert.equal(read('street', '12 Stanley Street, North'), read('street', '12 stanley st. n'))
  assert.equal(read('street', 'Goethestraße 3'), read('street', 'goethestr. 3'))
  assert.equal(read('company', '上海客缘科技有限公司'), '上海客缘科技')
  assert.equal(read('company', 'Miller & Sons Ltd.'), read('company', 'MILLER & SONS'))
  assert.equal(read('country', '中国'), 'CN')
  assert.equal(read('place', '广州市'), '广州')
})

test('days in several notations; the column tells which comes first', () => {
  const read = dateReader(['25/12/1990', '3/4/1991'])
  for (const text of ['1991-04-03', '19910403', '3/4/1991', '1991年4月3日', '3 April 1991'])
    assert.equal(read(text), '19910403')
  assert.equal(dateReader(['12/25/1990'])('3/4/1991'), '19910304')
  assert.equal(read('19911303'), '19911303', 'a month that is none keeps its digits')
  assert.equal(read('soon'), null)
})

test('levels run from the closest to the farthest', () => {
  assert.equal(levelOf(nameComparison, 'robert', 'robertt'), 'near')
  assert.equal(levelOf(nameComparison, 'r', 'robert'), 'similar')
  assert.equal(levelOf(nameComparison, 'wei', 'wai'), 'different')
  assert.equal(levelOf(dateComparison, '19900403', '19900304'), 'one digit', 'day and month changed places')
  assert.equal(levelOf(dateComparison, '19900403', '19910404'), 'two digits')
  assert.equal(levelOf(phoneComparison, '+8613800138000', '13800138000'), 'same ending')
  assert.equal(levelOf(phoneComparison, '+8613800138000', '+8613800138001'), 'one digit')
  assert.equal(levelOf(phoneComparison, '+17165550120', '+18165550120'), 'one digit')
  assert.equal(levelOf(emailComparison, 'anna@a.example', 'anna@company.example'), 'same local part')
  assert.equal(levelOf(emailComparison, 'anna@a.example', 'anan@a.example'), 'near')
  assert.equal(levelOf(streetComparison, 'high st 12', 'high st 13'), 'similar', 'next door is another house')
})

test('roles are guessed from headers in two languages, and from values', () => {
  const rows = Array.from({ length: 60 }, (_, at) => ({
    id: String(at),
    fields: {
      'First Name': `n${at % 7}`,
      surname: `s${at % 9}`,
      手机号: `1380013${String(8000 + at)}`,
      出生日期: `1990-01-${String((at % 28) + 1).padStart(2, '0')}`,
      contact: `a${at}@shop.example`,
      when: `${(at % 28) + 1}/11/198${at % 10}`,
      sex: at % 2 ? 'f' : 'm',
      always: 'x',
      notes: `word${at} other${at % 3}`,
    },
  }))
  assert.deepEqual(guessRoles(rows, { notes: 'ignore' }), {
    'First Name': 'given',
    surname: 'surname',
    手机号: 'phone',
    出生日期: 'birth-date',
    contact: 'email',
    when: 'birth-date',
    sex: 'category',
    always: 'ignore',
    notes: 'ignore',
  })
})

test('a column called "name" holds people only where its values look like them', () => {
  const roleOf = (names: readonly string[]) =>
    guessRoles(names.map((name, at) => ({ id: String(at), fields: { name } })))['name']
  assert.equal(roleOf(['Ann Lee', '王芳', 'Müller, Jürgen', 'J. P. Smith', 'Zhang San']), 'name')
  assert.equal(roleOf(['Golden Dragon', 'campanile', "arnie morton's of chicago", 'Bar & Grill', 'citrus']), 'other')
  assert.equal(roleOf(['上海客缘科技有限公司', '北京市第一食品厂', '王芳', '杭州西湖茶叶公司']), 'other')
  assert.equal(roleOf(['A. Chen, B. Wu, C. Li', 'D. Ross and E. Moore', 'F. Kim; G. Ito']), 'other')
})
