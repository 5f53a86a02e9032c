import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newTotpSecret, stepAt, stepOfCode, totpAddress, totpCode } from './totp.ts'

// RFC 6238 appendix B, SHA-1, the last six of its eight digits; the secret is "12345678901234567890".
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const VECTORS: [seconds: number, code: string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
]

test('codes are those of RFC 6238', () => {
  for (const [seconds, code] of VECTORS) assert.equal(totpCode(SECRET, Math.floor(seconds / 30)), code)
})

test('one step of clock difference is accepted, two are not', () => {
  const now = new Date('2026-11-21T08:00:10Z')
  const step = stepAt(now)
  const accepted = [-3, -2, -1, 0, 1, 2, 3].filter(
    (by) => stepOfCode(SECRET, totpCode(SECRET, step + by), now) !== null,
  )
  assert.deepEqual(accepted, [-1, 0, 1])
})

test('a new secret has 160 bits and stands in the address of the QR code', () => {
  const secret = newTotpSecret()
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.notEqual(secret, newTotpSecret())
  const address = new URL(totpAddress(secret, '客缘 Shop', 'a@b.test'))
  assert.equal(address.searchParams.get('secret'), secret)
  assert.equal(address.searchParams.get('issuer'), '客缘 Shop')
})
