import type { Country } from './countries.ts'
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

/** A short believable text on a topic, Chinese for customers in China and English for others. */
export function writeMessage(
  topic: Topic,
  country: Country,
  facts: MessageFacts,
  random: Random,
): { subject: string; body: string } {
  const texts = (country === 'CN' ? chineseTexts : englishTexts)[topic]
  const closing = random.pick(texts.closings)
  // Some people press Enter before the last sentence: importers must live with line breaks inside a field.
  const body = random.pick(texts.openings) + random.pick(texts.cores) + (random.chance(0.08) ? '\n' : '') + closing
  return { subject: fill(random.pick(texts.subjects), facts), body: fill(body, facts).trim() }
}
