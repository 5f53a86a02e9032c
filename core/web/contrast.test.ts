import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrastOf, mixOf } from './contrast.ts'
import { paletteOf } from './theme.ts'

test('colours mix channel by channel', () => {
  assert.equal(mixOf('#000000', '#ffffff', 0.5), '#808080')
  assert.equal(mixOf('#102030', '#405060', -1), '#102030')
  assert.equal(mixOf('#102030', '#405060', 2), '#405060')
})

test('every depth of a heat map has an ink that can be read', () => {
  assert.equal(contrastOf('#000000', '#ffffff'), 21)
  for (const mode of ['light', 'dark'] as const) {
    const { hover, accent } = paletteOf(mode)
    for (let part = 0; part <= 1; part += 0.01) {
      const ground = mixOf(hover, accent, part)
      assert.ok(Math.max(contrastOf('#000000', ground), contrastOf('#ffffff', ground)) >= 4.5, `${mode} ${part}`)
    }
  }
})
