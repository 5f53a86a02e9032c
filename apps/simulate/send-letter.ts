import type { Topic } from './message-texts.ts'
import { putInteraction, type Writing } from './put-interaction.ts'
import { writeMessage } from './write-message.ts'
import { writesChinese } from './writes-chinese.ts'

/** A newsletter or voucher of the company, by mail or text message as the customer agreed. */
export function sendLetter(writing: Writing, second: number): void {
  const { shop, person, random } = writing
  const category = shop.categories[random.weighted(shop.weights)]
  const product = category && random.pick(random.pick(category.brands))
  const topic: Topic = random.chance(0.8) ? 'newsletter' : 'voucher'
  const bySms = !person.consentEmail || (person.consentSms && random.chance(0.3))
  const isChinese = writesChinese(shop, person)
  const text = writeMessage(
    topic,
    isChinese,
    {
      product: (isChinese ? product?.chineseName : product?.englishName) ?? '',
      order: '',
      days: 0,
      score: 0,
    },
    random,
  )
  putInteraction(writing, {
    second,
    direction: 'outbound',
    channel: bySms ? 'sms' : 'email',
    kind: bySms ? 'message' : 'mail',
    ...text,
    by: bySms ? 'ref' : random.chance(0.2) ? 'email' : 'ref',
  })
}
