import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskEmail, normaliseEmail } from './emails.ts'

test('an address has one form', () => {
  assert.equal(normaliseEmail('  Zhang.San@Example.COM\t'), 'zhang.san@example.com')
  assert.equal(normaliseEmail('jose\u0301@example.com'), 'josé@example.com')
  assert.equal(normaliseEmail("o'brien+shop@mail.example.co.uk"), "o'brien+shop@mail.example.co.uk")
  assert.equal(normaliseEmail('张三@例子.中国'), '张三@例子.中国')
})

test('what is no plain address is refused', () => {
  const bad = [
    '',
    '@',
    'a@',
    '@b.c',
    'a@b',
    'a b@c.de',
    'a@b..de',
    '.a@b.de',
    'a.@b.de',
    'a@-b.de',
    'a@b.d',
    'Zhang <a@b.de>',
  ]
  bad.push(
    'a＠b.de',
    'a@b.de\r\nBcc: x@y.de',
    'a@b.de\n',
    'a@b\u200B.de',
    'a@b.de\u200B',
    '\uFEFFa@b.de',
    'a\u0000@b.de',
  )
  bad.push(
    '"a@evil b"@ok.test',
    'a@ｂ.de',
    'a@ⓑ.de',
    `${'a'.repeat(65)}@b.de`,
    `a@${'b'.repeat(250)}.de`,
    'a,b@c.de',
    '\u212A@b.de',
  )
  for (const text of bad) assert.equal(normaliseEmail(text), null, JSON.stringify(text))
})

test('no character outside ASCII ever becomes an ASCII address', () => {
  for (let code = 0x80; code <= 0xe01ef; code++) {
    // No characters are assigned between, and going through them takes seconds.
    if (code === 0x32500) code = 0xe0000
    const char = String.fromCodePoint(code)
    for (const text of [`m${char}ke@example.com`, `mike@ex${char}mple.com`]) {
      const address = normaliseEmail(text)
      if (address !== null)
        assert.ok(/[^\x20-\x7E]/.test(address) || char.trim() === '', `${code.toString(16)} ${address}`)
    }
  }
})

test('normalising is idempotent', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
  fc.assert(
    fc.property(word, word, (local, domain) => {
      const once = normaliseEmail(`${local}@${domain}.com`)
      if (once !== null) assert.equal(normaliseEmail(once), once)
    }),
    { numRuns: 1000 },
  )
  assert.notEqual(normaliseEmail('mıke@example.com'), normaliseEmail('MIKE@example.com'))
  assert.notEqual(normaliseEmail('аdmin@example.com'), normaliseEmail('admin@example.com'))
})

test('masks', () => {
  assert.equal(maskEmail('zhang@example.com'), 'z***@example.com')
  assert.equal(maskEmail('z@example.com'), '***@example.com')
  assert.equal(maskEmail('𠮷田@example.com'), '𠮷***@example.com')
  assert.equal(maskEmail('no address'), '***')
})
