import type { Interaction } from './interaction.ts'
import type { Topic } from './message-texts.ts'
import type { Order } from './order.ts'
import { putInteraction, type Writing } from './put-interaction.ts'
import { writeMessage } from './write-message.ts'
import { writesChinese } from './writes-chinese.ts'

const SECONDS = 86_400
const CHINESE_STAFF = '李晓梅 王建平 陈思思 赵一凡 周敏 吴昊 孙倩 郑凯 何雨 马晓琳 林佳怡 徐文'.split(' ')
const ENGLISH_STAFF =
  'Emma Clark,Lucas Meyer,Grace Bennett,Oliver Hughes,Mia Novak,Daniel Reyes,Sophie Martin,Jack Turner,Anna Fischer,Leo Costa,Ella Ward,Noah Kim'.split(
    ',',
  )

type Sent = {
  topic: Topic
  kind: string
  channel: string
  second: number
  direction?: 'inbound' | 'outbound'
  score?: number
  by?: Interaction['by']
  /** 0–1: which matter of the topic; drawn unless given. */
  about?: number
}

/** Adds a message about an order, from the customer or (outbound) to them. */
export function writeAbout(writing: Writing, order: Order, sent: Sent): void {
  const { shop, person, random } = writing
  const isChinese = writesChinese(shop, person)
  const product = order.lines[0]?.product
  const days = Math.max(1, Math.round((sent.second - order.second) / SECONDS))
  const facts = {
    product: (isChinese ? product?.chineseName : product?.englishName) ?? '',
    order: order.number.replace(/-R1$/, ''),
    days,
    score: sent.score ?? 0,
  }
  const spoken = ['call', 'visit', 'chat'].includes(sent.kind)
  putInteraction(writing, {
    second: sent.second,
    channel: sent.channel,
    direction: sent.direction ?? 'inbound',
    kind: sent.kind,
    ...writeMessage(sent.topic, isChinese, facts, random, sent.about),
    staff:
      spoken || sent.direction === 'outbound'
        ? random.pick(shop.plan.language === 'zh' ? CHINESE_STAFF : ENGLISH_STAFF)
        : '',
    by: sent.by ?? 'ref',
  })
}
