import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fontOf } from './font-of.ts'

test('English text is set by Latin fonts, Chinese by Chinese ones; each has the other behind it', () => {
  const isLatinFirst = (language: string) => {
    const fonts = fontOf(language)
    const [latin, han] = [fonts.indexOf('Liberation Sans'), fonts.indexOf('Noto Sans CJK SC')]
    assert.ok(latin > 0 && han > 0)
    return latin < han
  }
  assert.deepEqual([isLatinFirst('en'), isLatinFirst('zh-CN')], [true, false])
})
