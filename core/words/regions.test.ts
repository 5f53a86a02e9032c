import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { regionPath } from './region-path.ts'
import { countryCode, countryName, isCountryCode, isInRegion, regionLabel, regionParents } from './regions.ts'

test('countries of real exports', () => {
  const expected: Record<string, string | null> = {
    'United Kingdom': 'GB',
    UK: 'GB',
    EIRE: 'IE',
    USA: 'US',
    'U.S.A.': 'US',
    RSA: 'ZA',
    'united states': 'US',
    'The Netherlands': 'NL',
    'Hong Kong': 'HK',
    'Czech Republic': 'CZ',
    'Saudi Arabia': 'SA',
    'United Arab Emirates': 'AE',
    Turkey: 'TR',
    'Cote d’Ivoire': 'CI',
    'Côte d’Ivoire': 'CI',
    'Bosnia and Herzegovina': 'BA',
    'St. Lucia': 'LC',
    'Saint Lucia': 'LC',
    Brasil: 'BR',
    BR: 'BR',
    br: 'BR',
    CHN: 'CN',
    deu: 'DE',
    中国: 'CN',
    中國: 'CN',
    台湾: 'TW',
    臺灣: 'TW',
    香港: 'HK',
    中国香港: 'HK',
    英国: 'GB',
    美国: 'US',
    德國: 'DE',
    ＣＮ: 'CN',
    Israel: 'IL',
    'Channel Islands': null,
    Unspecified: null,
    'European Community': null,
    EU: null,
    ZZ: null,
    XX: null,
    '': null,
    Atlantis: null,
  }
  for (const [text, code] of Object.entries(expected)) assert.equal(countryCode(text), code, text)
})

test('all 249 countries, found by every name we show', () => {
  let count = 0
  for (let first = 65; first < 91; first++) {
    for (let second = 65; second < 91; second++) {
      const code = String.fromCharCode(first, second)
      if (!isCountryCode(code)) continue
      count++
      for (const locale of ['en', 'zh-CN', 'zh-TW']) assert.equal(countryCode(countryName(code, locale)), code)
    }
  }
  assert.equal(count, 249)
  assert.equal(countryName('CN', 'zh-CN'), '中国')
  assert.equal(countryName('Channel Islands', 'en'), 'Channel Islands')
})

test('one place, one path', () => {
  const path = (country?: string, region?: string, city?: string) => regionPath({ country, region, city })
  assert.equal(path('中国', '广东省', '深圳市'), 'CN/广东/深圳')
  assert.equal(path('China', '廣東', '深圳'), 'CN/广东/深圳')
  assert.equal(path(undefined, '广东省', '深圳市'), 'CN/广东/深圳')
  assert.equal(path('CN', '广西壮族自治区', '南宁市'), 'CN/广西/南宁')
  assert.equal(path('CN', '内蒙古自治区', '津市市'), 'CN/内蒙古/津市')
  assert.equal(path('CN', '北京市', '北京市'), 'CN/北京')
  assert.equal(path('CN', '湖北', '沙市'), 'CN/湖北/沙市')
  for (const city of ['sao paulo', 'São Paulo', 'SAO  PAULO ', 'Sa\u0303o Paulo'])
    assert.equal(path('BR', 'sp', city), 'BR/SP/Sao Paulo')
  assert.equal(path('United Kingdom'), 'GB')
  assert.equal(path('United Kingdom', '', "king's lynn"), "GB/King's Lynn")
  assert.equal(path('US', 'New York', 'New York'), 'US/New York/New York')
  assert.equal(path('Channel Islands', '', 'St. Helier'), 'Channel Islands/St. Helier')
  assert.equal(path('Unspecified'), '')
  assert.equal(path('', 'a/b', 'x\\y\u202E'), 'A B/X Y')
  assert.equal(regionPath({ country: null }), '')
})

test('a path is canonical: cut again it stays, and has three parts at most', () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('广东省', 'são paulo', 'EIRE', 'a/b', '市市市', '自治区'),
  )
  fc.assert(
    fc.property(part, part, part, (country, region, city) => {
      const path = regionPath({ country, region, city })
      const parts = path.split('/')
      assert.ok(parts.length <= 3 && (path === '' || parts.every((text) => text !== '' && text.trim() === text)))
      assert.equal(regionPath({ country: country.toUpperCase(), region, city: ` ${city.normalize('NFD')} ` }), path)
      assert.ok(regionParents(path).every((parent) => isInRegion(path, parent)))
    }),
    { numRuns: 1000 },
  )
})

test('labels and the tree', () => {
  assert.equal(regionLabel('CN/广东/深圳', 'zh-CN'), '中国 广东 深圳')
  assert.equal(regionLabel('BR/SP/Sao Paulo', 'en'), 'Sao Paulo, SP, Brazil')
  assert.equal(regionLabel('Channel Islands', 'en'), 'Channel Islands')
  assert.equal(regionLabel('', 'en'), '')
  assert.deepEqual(regionParents('CN/广东/深圳'), ['CN', 'CN/广东', 'CN/广东/深圳'])
  assert.ok(
    isInRegion('CN/广东', 'CN') && isInRegion('CN', 'CN') && !isInRegion('CNX', 'CN') && !isInRegion('CN', 'CN/广东'),
  )
})
