import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chineseTexts, englishTexts } from './message-texts.ts'
import { Random } from './random.ts'
import { writeMessage } from './write-message.ts'

const facts = { product: '咖啡豆', order: 'A1', days: 4, score: 5 }

test('a body is about its subject, and an answer about its question', () => {
  const random = new Random(1, 2, 3)
  let changes = 0
  for (let draw = 0; draw < 500; draw++) {
    const { subject, body } = writeMessage('call', true, facts, random)
    assert.equal(subject === '来电：改地址', body.includes('地址'), `${subject}: ${body}`)
    if (subject === '来电：改地址') changes++
    const about = random.next()
    const asked = writeMessage('question', true, facts, random, about).body
    const told = writeMessage('answer', true, facts, random, about).body
    assert.equal(asked.includes('发票'), told.includes('发票'), `${asked} ${told}`)
    assert.equal(asked.includes('保质期'), told.includes('保质期'), `${asked} ${told}`)
  }
  assert.ok(changes > 50)
  for (const texts of [chineseTexts, englishTexts])
    assert.equal(texts.question.matters.length, texts.answer.matters.length)
})
