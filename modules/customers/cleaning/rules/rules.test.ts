import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { caseName } from './case-name.ts'
import { checkEmail } from './check-email.ts'
import { checkPhone } from './check-phone.ts'
import type { CleanRecord } from './clean-record.ts'
import { namePartsOf } from './name-parts.ts'
import { placeInAddress } from './place-in-address.ts'
import { proposalsOf, RULES } from './rules.ts'
import { trimText } from './trim-text.ts'

const NASTY = fc.array(
  fc.constantFrom(...'aB é王\u200B\uFEFF\u200C\u200D\u00A0\u3000 \t\n\r\u00AD\u2060\u0007👩👧ن'.split(/(?:)/u)),
  { maxLength: 24 },
)

test('spaces: ends, runs and invisible marks go; what people mean stays byte for byte', () => {
  const cases: [string, string][] = [
    ['  Anna   Li ', 'Anna Li'],
    ['\uFEFFBob\u200B', 'Bob'],
    ['王\u3000明', '王\u3000明'],
    ['王\u3000\u3000明\u3000', '王 明'],
    ['12 Elm St\r\n  London ', '12 Elm St\nLondon'],
    ['pay\u200Dpal', 'paypal'],
    ['👩\u200D👧', '👩\u200D👧'],
    ['نمی\u200Cخواهم', 'نمی\u200Cخواهم'],
    ['Müller-Lüdenscheidt', 'Müller-Lüdenscheidt'],
    ['José', 'José'],
    ['A\u00A0B', 'A B'],
    ['\u200B \u3000', ''],
  ]
  for (const [given, wanted] of cases) assert.equal(trimText(given), wanted, JSON.stringify(given))
  fc.assert(
    fc.property(NASTY, (signs) => {
      const once = trimText(signs.join(''))
      assert.equal(trimText(once), once)
      // No letter is lost, none is added.
      const letters = (text: string) => text.replace(/[^\p{L}\p{So}]/gu, '')
      assert.equal(letters(once), letters(signs.join('')))
    }),
    { numRuns: 2000 },
  )
})

test('case: only names wholly in capitals or small letters, only Latin', () => {
  const cases: [string, string | null][] = [
    ["JOHN O'BRIEN", "John O'Brien"],
    ['jan van der berg', 'Jan van der Berg'],
    ['RONALD MCDONALD', 'Ronald McDonald'],
    ['BERG, JAN VAN DEN', 'Berg, Jan van Den'],
    ['anne-marie d’arc', 'Anne-Marie D’Arc'],
    ['J.R.R. TOLKIEN', 'J.R.R. Tolkien'],
    ['HENRY FORD II', 'Henry Ford II'],
    ['ÉMILE ZOLA', 'Émile Zola'],
    ['John Smith', null],
    ['van Gogh', null],
    ['王明', null],
    ['WANG 明', null],
    ['ИВАН', null],
    ['İSMAİL', null],
    ['JD', null],
    ['123 456', null],
  ]
  for (const [given, wanted] of cases) assert.equal(caseName(given), wanted, given)
  const words = fc.array(
    fc.constantFrom('mc', "o'", 'van', 'der', 'x', 'müller', 'smith', 'jr.', 'ii', 'a.b.', '-', ','),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  fc.assert(
    fc.property(words, fc.boolean(), (parts, loud) => {
      const name = loud ? parts.join(' ').toUpperCase() : parts.join(' ')
      const cased = caseName(name)
      assert.equal(cased === null ? null : caseName(cased), null)
      if (cased !== null) assert.equal(cased.toLowerCase(), name.toLowerCase())
    }),
    { numRuns: 2000 },
  )
})

test('parts of a name: Chinese and compound surnames, both Western orders; not told is not guessed', () => {
  const cases: [string, [string, string] | null][] = [
    ['王小明', ['王', '小明']],
    ['欧阳娜娜', ['欧阳', '娜娜']],
    ['司马光', ['司马', '光']],
    ['Smith, John', ['Smith', 'John']],
    ['John Smith', ['Smith', 'John']],
    ['Jan van der Berg', ['van der Berg', 'Jan']],
    ['Cher', null],
    ['王先生', null],
    ['Acme Ltd', null],
    ['Mr John Smith', null],
    ['A B C D E', null],
  ]
  for (const [given, wanted] of cases) {
    const parts = namePartsOf(given)
    assert.deepEqual(parts && [parts.family, parts.given], wanted, given)
  }
})

test('phones: written as one number of the world, read with the country of the record; invalid ones stay', () => {
  const of = (text: string, own: string | null = null) => checkPhone(text, { own, home: 'CN' })
  assert.deepEqual(of('+8613800138000'), { isValid: true, proposed: null })
  assert.deepEqual(of('138 0013-8000'), { isValid: true, proposed: '+8613800138000' })
  assert.deepEqual(of('020 7946 0958', 'GB'), { isValid: true, proposed: '+442079460958' })
  assert.deepEqual(of('+867911123456', 'GB'), { isValid: false, proposed: '+447911123456' })
  assert.deepEqual(of('12345'), { isValid: false, proposed: null })
  assert.deepEqual(of('ask my wife'), { isValid: false, proposed: null })
})

test('regions: out of Chinese addresses, Chinese postcodes and American ends; a street is no province', () => {
  const of = (address: string | null, country: string | null = 'CN', postcode: string | null = null) => {
    const place = placeInAddress({ address, postcode, country })
    return place && [place.country, place.region, place.city].join('/')
  }
  assert.equal(of('广东省深圳市南山区科技园1号'), 'CN/广东/深圳')
  assert.equal(of('中国 广东 深圳市南山区', null), 'CN/广东/深圳')
  assert.equal(of('北京市海淀区中关村大街1号'), 'CN/北京/北京')
  assert.equal(of('上海浦东新区世纪大道100号'), 'CN/上海/上海')
  assert.equal(of('內蒙古自治區呼和浩特市新城區'), 'CN/内蒙古/呼和浩特')
  assert.equal(of('新疆维吾尔自治区伊犁哈萨克自治州伊宁市'), 'CN/新疆/伊犁哈萨克自治州')
  assert.equal(of('吉林市船营区'), 'CN/吉林/吉林')
  assert.equal(of('浙江省'), 'CN/浙江/')
  assert.equal(of('海南路12号'), null)
  assert.equal(of('解放路5号'), null)
  assert.equal(of('解放路5号', 'CN', '518000'), 'CN/广东/')
  assert.equal(of('解放路5号', null, '518000'), null)
  assert.equal(of('广东省深圳市', 'CN', '518000'), 'CN/广东/深圳')
  assert.equal(of('广东省深圳市', 'CN', '214000'), null)
  assert.equal(of('广东省深圳市', 'GB'), null)
  assert.equal(of('1 Main St, Springfield, IL 62704', 'US'), 'US/IL/Springfield')
  assert.equal(of('1 Main St, Springfield, XX 62704', 'US'), null)
})

test('e-mails: form, mistyped domains with what was meant, test and desk addresses', () => {
  const of = (text: string) => {
    const { state, proposed } = checkEmail(text)
    return proposed ? `${state} ${proposed}` : state
  }
  const cases: [string, string][] = [
    ['anna@gmail.com', 'ok'],
    ['anna@gmial.com', 'typo anna@gmail.com'],
    ['anna@gmail.con', 'typo anna@gmail.com'],
    ['anna@hotmial.com', 'typo anna@hotmail.com'],
    ['anna@firma.con', 'typo anna@firma.com'],
    ['12345678@qq.con', 'typo 12345678@qq.com'],
    ['anna@qq.com.com', 'typo anna@qq.com'],
    ['anna@mail.com', 'ok'],
    ['anna@126.com', 'ok'],
    ['anna@hotmail.de', 'ok'],
    ['test@test.com', 'test'],
    ['asdf@asdf.com', 'test'],
    ['test@gmail.com', 'test'],
    ['abc123@qq.com', 'ok'],
    ['info@firma.de', 'role'],
    ['anna@', 'invalid'],
    ['anna@@gmail.com', 'invalid anna@gmail.com'],
    ['anna@gmail', 'invalid anna@gmail.com'],
    ['anna＠firma.de', 'invalid anna@firma.de'],
  ]
  for (const [given, wanted] of cases) assert.equal(of(given), wanted, given)
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const { proposed } = checkEmail(address)
      if (proposed) assert.equal(checkEmail(proposed).proposed, null, `${address} → ${proposed}`)
    }),
  )
})

const record = (more: Partial<CleanRecord>): CleanRecord => ({
  ...{ id: '1', kind: 'person', name: '', company: null, email: null, phone: null, country: null, region_path: null },
  ...{ city: null, address: null, postcode: null, keys: [], birthday: null, consentKnown: false },
  ...{ aliveAt: new Date(), maybeDouble: false },
  ...more,
})

test('no rule proposes a second time what it proposed before', () => {
  const text = fc.option(
    fc.oneof(
      NASTY.map((signs) => signs.join('')),
      fc.constantFrom(' JOHN SMITH', '广东省深圳市', 'a@gmial.com ', '138 0013 8000', 'x@@qq.com', '+867911123456'),
    ),
    { nil: null },
  )
  const records = fc.record({ name: text, email: text, phone: text, address: text, city: text, company: text })
  let proposed = 0
  fc.assert(
    fc.property(records, fc.constantFrom(null, 'CN', 'GB'), (given, country) => {
      let now = record({ ...given, name: given.name ?? '', country, family_name: null, given_name: null })
      for (const rule of RULES) {
        const changes = proposalsOf(rule, now, 'CN')
        proposed += changes.length
        now = { ...now, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) }
        assert.deepEqual(proposalsOf(rule, now, 'CN'), [], `${rule} again after ${JSON.stringify(changes)}`)
      }
    }),
    { numRuns: 1500 },
  )
  assert.ok(proposed > 500, `positive control: ${proposed} proposals were tried`)
})

test('a rule never writes what the customer has already, nor overrules a region that is known', () => {
  const phone = record({ phone: '+867911123456', country: 'GB' })
  assert.equal(proposalsOf('phone', phone, 'CN').length, 1)
  assert.deepEqual(proposalsOf('phone', { ...phone, keys: ['phone +447911123456'] }, 'CN'), [])
  const place = record({ address: '广东省深圳市南山区', country: 'CN', region_path: 'CN' })
  assert.deepEqual(
    proposalsOf('region', place, 'CN').map(({ field, after }) => `${field} ${after}`),
    ['region_path CN/广东/深圳', 'city 深圳'],
  )
  assert.deepEqual(proposalsOf('region', { ...place, region_path: 'CN/湖北' }, 'CN'), [])
  assert.deepEqual(proposalsOf('name_case', record({ name: 'IBM CHINA', kind: 'organisation' }), 'CN'), [])
})
