import type { ComponentType } from 'react'
import { loadWords } from './i18n.ts'

type Loaded<Props> = { default: ComponentType<Props> }

/** A page or part together with the words that only it needs; without one of them it has not loaded. */
export async function loadWithWords<Props>(
  room: string,
  { load, words = [] }: { load: () => Promise<Loaded<Props>>; words?: readonly string[] | undefined },
): Promise<Loaded<Props>> {
  const [loaded] = await Promise.all([load(), loadWords(words.map((part) => `${room}/${part}`))])
  return loaded
}
