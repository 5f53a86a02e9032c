import { chineseTexts, englishTexts, type Topic } from './message-texts.ts'
import type { Random } from './random.ts'

export type MessageFacts = { product: string; order: string; days: number; score: number }

function fill(text: string, facts: MessageFacts): string {
  if (!text.includes('{')) return text
  return text
    .replaceAll('{product}', facts.product)
    .replaceAll('{order}', facts.order)
    .replaceAll('{days}', String(facts.days))
    .replaceAll('{score}', String(facts.score))
}

/** A short believable text on a topic, Chinese or English; `about` (0–1) chooses the matter, so that an answer fits its question. */
export function writeMessage(
  topic: Topic,
  isChinese: boolean,
  facts: MessageFacts,
  random: Random,
  about = random.next(),
): { subject: string; body: string } {
  const texts = (isChinese ? chineseTexts : englishTexts)[topic]
  const matter = texts.matters[Math.floor(about * texts.matters.length)]
  if (!matter) throw new Error(`no text about ${topic}`)
  const closing = random.pick(texts.closings)
  // Some people press Enter before the last sentence: importers must live with line breaks inside a field.
  const body = random.pick(texts.openings) + random.pick(matter.cores)
  const ending = random.chance(0.08) ? `\n${closing.trimStart()}` : closing
  return { subject: fill(random.pick(matter.subjects), facts), body: fill(body + ending, facts).trim() }
}
