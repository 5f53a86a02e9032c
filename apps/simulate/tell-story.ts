import type { Interaction } from './interaction.ts'
import type { Topic } from './message-texts.ts'
import type { Order } from './order.ts'
import type { Writing } from './put-interaction.ts'
import { writeAbout } from './write-about.ts'

function talkChannel(writing: Writing): { channel: string; kind: string; by: Interaction['by'] } {
  const { person, random } = writing
  const draw = random.next()
  if (draw < 0.3 && person.phone !== '')
    return { channel: 'phone', kind: 'call', by: random.chance(0.4) ? 'phone' : 'ref' }
  if (draw < 0.55 && person.email !== '')
    return { channel: 'email', kind: 'mail', by: random.chance(0.4) ? 'email' : 'ref' }
  return { channel: person.country === 'CN' ? 'wechat' : 'web', kind: 'chat', by: 'ref' }
}

/** A grievance on some channel and, mostly, the company's answer. */
function complain(writing: Writing, order: Order, topic: Topic, second: number): void {
  const { random } = writing
  const { channel, by } = talkChannel(writing)
  writeAbout(writing, order, { topic, kind: 'complaint', channel, second, by })
  if (!random.chance(0.9)) return
  writeAbout(writing, order, {
    topic: 'apology',
    kind: channel === 'email' ? 'mail' : channel === 'phone' ? 'call' : 'chat',
    channel,
    second: second + random.whole(120, 90_000),
    direction: 'outbound',
  })
}

function review(writing: Writing, order: Order): void {
  const { random } = writing
  const score = order.late ? random.pick([1, 1, 2, 2, 3, 3, 4, 5]) : random.pick([5, 5, 5, 5, 5, 4, 4, 4, 3, 2])
  const topic = order.late && score <= 3 ? 'late-review' : score >= 4 ? 'good' : score === 3 ? 'middling' : 'bad'
  const channel = order.channel === 'app' ? 'app' : 'web'
  writeAbout(writing, order, {
    topic,
    kind: 'review',
    channel,
    second: order.deliveredAt + random.whole(2, 96) * 3600,
    score,
  })
}

function ask(writing: Writing, order: Order, second: number): void {
  const { random } = writing
  const talk = talkChannel(writing)
  if (talk.kind === 'call') {
    writeAbout(writing, order, { topic: 'call', ...talk, second })
    return
  }
  const about = random.next()
  writeAbout(writing, order, { topic: 'question', ...talk, second, about })
  writeAbout(writing, order, {
    topic: 'answer',
    kind: talk.kind,
    channel: talk.channel,
    second: second + random.whole(40, 7200),
    direction: 'outbound',
    about,
  })
}

/** What an order led to: reviews, questions, visits, complaints and the answers to them. */
export function tellStory(writing: Writing, order: Order): void {
  const { random, essential } = writing
  if (order.kind === 'credit-note' && order.reason !== 'called-off') {
    const wish = order.reason as Topic
    if (random.chance(essential)) complain(writing, order, wish, order.second - random.whole(1200, 80_000))
    return
  }
  if (order.kind === 'credit-note') return
  if (order.reason === 'called-off') {
    if (!random.chance(essential)) return
    const { channel, kind, by } = talkChannel(writing)
    writeAbout(writing, order, { topic: 'called-off', kind, channel, by, second: order.second + random.whole(60, 230) })
    return
  }
  if (order.late && random.chance(0.35 * essential))
    complain(writing, order, 'late', order.deliveredAt - random.whole(3600, 160_000))
  if (random.chance(0.15 * essential)) review(writing, order)
  if (random.chance(0.06 * essential)) ask(writing, order, order.second - random.whole(600, 20_000))
  if (random.chance(0.02 * essential)) ask(writing, order, order.deliveredAt + random.whole(3600, 400_000))
  if (order.channel === 'shop' && random.chance(0.5 * essential)) {
    writeAbout(writing, order, {
      topic: 'visit',
      kind: 'visit',
      channel: 'shop',
      second: order.second - random.whole(120, 1500),
    })
  }
}
