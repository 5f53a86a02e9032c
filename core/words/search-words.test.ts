import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { indexWords, type QueryWords, queryWords, type SearchKind, toTsQuery } from './search-words.ts'

/** What PostgreSQL does with the two: every word present, the last as a prefix, in one of the cuts. */
function finds(query: QueryWords, index: readonly string[]): boolean {
  return [query.words, ...(query.alternatives ?? [])].some(
    (words) =>
      words.length > 0 &&
      words.every((word, at) =>
        query.prefixLast && at === words.length - 1
          ? index.some((known) => known.startsWith(word))
          : index.includes(word),
      ),
  )
}

function check(kind: SearchKind, text: string, found: string[], missed: string[] = []) {
  const index = indexWords([{ kind, text }])
  for (const query of found) assert.ok(finds(queryWords(query), index), `${query} finds ${text}: ${index.join(' ')}`)
  for (const query of missed) assert.ok(!finds(queryWords(query), index), `${query} must not find ${text}`)
}

test('Chinese names by characters, pinyin, initials and the other script', () => {
  check(
    'name',
    '张三',
    ['张三', 'zhangsan', 'zs', 'zhang san', '張三', '张', '三', 'ZhangS', '张 三', 'ｚｓ'],
    ['李', 'lisan', '三张'],
  )
  check('name', '張三', ['张三', 'zhangsan', '張三'])
  check('name', '王小明', ['小明', 'xiaoming', 'wxm', 'wang xiaoming', 'xiaoming wang', 'ming'], ['王明'])
  check('name', '欧阳修', ['歐陽', 'ouyang', 'ouyangxiu', 'ouyang xiu', 'oyx', 'xiu', '欧阳 修'])
  check('name', '单雄信', ['shan', 'shanxiongxin', 'dan xiongxin', 'sxx'])
  check('name', '曾国藩', ['zengguofan', 'cengguofan'])
  check('name', '吕布', ['lvbu', 'lubu', 'lü bu', 'lyubu'])
  check('name', '𠮷三', ['𠮷', '𠮷三', 'san'])
  check('name', '龘', ['龘', 'da'])
  check('name', '山田タロウ', ['山田', 'タロウ', 'ﾀﾛｳ'])
  check('name', '김민준', ['김', '민준'])
})

test('the reading as a name comes first', () => {
  const words = indexWords([{ kind: 'name', text: '单雄信' }])
  assert.ok(words.indexOf('shanxiongxin') >= 0 && words.indexOf('shanxiongxin') < words.indexOf('danxiongxin'))
  assert.ok(words.filter((word) => word.endsWith('xiongxin')).length <= 5)
})

test('Latin names by prefix, without accents and case', () => {
  check('name', "O'Brien", ['obrien', "o'brien", 'O’Brien', 'o brien', 'brien', 'obr'])
  check('name', 'José Müller-Łódź', ['jose', 'josé', 'muller', 'MÜLLER', 'lodz', 'jose mul', 'müller-łódź'], ['osé'])
  check('name', 'İstanbul', ['istanbul', 'ISTANBUL', 'ıstan', 'İst'])
  check('name', 'Иван Петров', ['петров', 'ИВАН П'])
  check('name', '\u202Eevil\u202C John', ['evil', 'john'])
  check('name', '👨‍👩‍👧 Ann', ['ann', '👨‍👩‍👧'])
  check('name', 'null', ['null'])
  check('name', 'x'.repeat(200), ['x'.repeat(200), 'xxx'])
})

test('e-mails by whole, local part, its words and domain', () => {
  const found = [
    'zhang.san@example.com',
    'Zhang.San@EX',
    'zhang.san',
    'zhangsan',
    'san',
    'example.com',
    '@example.com',
    'zhang.s',
  ]
  check('email', 'zhang.san@example.com', found, ['ample.com'])
  check('email', "o'brien+shop@example.co.uk", ["o'brien+shop@example.co.uk", "o'brien", 'shop', 'example.co.uk'])
})

test('phones by any run of four digits or more', () => {
  const found = [
    '13800135678',
    '5678',
    '0013',
    '138-0013-5678',
    '+86 138 0013 5678',
    '0086 138',
    '013800135678',
    '00135678',
    '5678 ',
  ]
  check('phone', '+8613800135678', found, ['1234', '56789'])
  check('phone', '+447700900123', ['07700 900123', '900123', '+44 (0)7700'.replace('(0)', '')])
  assert.equal(queryWords('138-0013').phoneTail, '1380013')
  assert.equal(queryWords('013 8001').phoneTail, '138001')
  assert.equal(queryWords('123').phoneTail, undefined)
  fc.assert(
    fc.property(
      fc.stringMatching(/^[1-9]\d{7,14}$/),
      fc.nat(20),
      fc.integer({ min: 4, max: 15 }),
      (digits, start, length) => {
        const run = digits.slice(start % (digits.length - 3)).slice(0, length)
        assert.ok(finds(queryWords(run), indexWords([{ kind: 'phone', text: `+${digits}` }])))
      },
    ),
  )
})

test('cards and orders by whole and by beginning', () => {
  check('order', '#PO-2024/0001', ['PO-2024/0001', 'po20240001', 'po-2024', '#PO-20', '0001'])
  check('order', "A'1'B", ["a'1'b", 'a1b'])
  check('order', 'C536365', ['c536365', 'C5363'], ['36365'])
  check('order', '8426a61c687c38a2fb35080413ecc9eb', ['8426a61c'])
  check('card', '8888 6666 0001', ['888866660001', '8888-6666', '8888 6666 0001'])
  check('card', '0012345', ['0012345'])
})

test('longer Chinese text by its words', () => {
  const address = '广东省深圳市南山区科技园北区漭濞路5号腾讯计算机系统有限公司'
  check(
    'text',
    address,
    ['深圳', '南山区', '科技园', '腾讯', '騰訊計算機', '南山区科技园', '漭濞路', '漭濞', '腾讯计'],
    ['上海'],
  )
  check('text', '深圳市腾讯计算机', ['讯计', '腾讯', '腾'])
})

test('several texts, several words', () => {
  const index = indexWords([
    { kind: 'name', text: '张三' },
    { kind: 'phone', text: '+8613800135678' },
    { kind: 'email', text: 'z@example.com' },
  ])
  for (const text of ['张三 5678', 'zs example.com', '5678 zhang']) assert.ok(finds(queryWords(text), index), text)
  assert.ok(!finds(queryWords('张三 9999'), index))
})

test('the tsquery text', () => {
  assert.equal(toTsQuery(queryWords('zhang san')), "'zhang' & 'san':*")
  assert.equal(toTsQuery(queryWords('张')), "'张':*")
  assert.equal(toTsQuery(queryWords('po-1')), "('po' & '1':*) | ('po-1':*) | ('po1':*)")
  for (const text of ['', '  ', '%_%', "''", '\\', '()&|!:*', '\0', '@', '\u200B'])
    assert.equal(toTsQuery(queryWords(text)), '', text)
  assert.equal(toTsQuery({ words: ["a'b\\c\0"], prefixLast: false }), "'abc'")
})

test('no text makes a word that PostgreSQL would refuse or read as syntax', () => {
  const kind = fc.constantFrom<SearchKind>('name', 'email', 'phone', 'card', 'order', 'text')
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
  )
  fc.assert(
    fc.property(anyText, kind, (text, of) => {
      const words = indexWords([{ kind: of, text }])
      assert.equal(new Set(words).size, words.length)
      for (const word of words) {
        assert.ok(Buffer.byteLength(word) <= 60 && word.isWellFormed())
        assert.match(
          word,
          /^[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}ー._+\-@]+$/u,
        )
      }
      assert.match(
        toTsQuery(queryWords(text)),
        /^(?:$|[(]?'[^'\\\p{Cc}]+'(?::\*)?(?:[)]? [&|] [(]?'[^'\\\p{Cc}]+'(?::\*)?)*[)]?$)/u,
      )
    }),
    { numRuns: 2000 },
  )
})

test('a name is found by itself, and by each of its beginnings', () => {
  const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
  const name = fc.oneof(
    fc.array(han, { minLength: 1, maxLength: 30 }).map((chars) => chars.join('')),
    fc.string({ unit: fc.constantFrom(...'abcéöøßçñİıŁñčž'), minLength: 1, maxLength: 20 }),
  )
  fc.assert(
    fc.property(name, fc.constantFrom<SearchKind>('name', 'text'), (text, kind) => {
      const index = indexWords([{ kind, text }])
      assert.ok(finds(queryWords(text), index), `${text}: ${index.join(' ')} | ${toTsQuery(queryWords(text))}`)
      if (Array.from(text).length > 12) return
      for (let end = 1; end < text.length; end++)
        assert.ok(finds(queryWords(text.slice(0, end)), index), text.slice(0, end))
    }),
    { numRuns: 500 },
  )
})
