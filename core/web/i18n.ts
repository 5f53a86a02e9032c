import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { fontOf } from './font-of.ts'
import { remembered } from './remembered.ts'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export type Words = { [key: string]: string | Words }

/**
 * Where words come from: a file per room, `<room>/web/words/{zh-CN,en}.json`, named `<room>`, and one per part of its
 * pages that has words of its own, `<room>/web/<part>/words/…`, named `<room>/<part>`. Both speak as `t('<room>:<key>')`.
 */
export interface WordSource {
  rooms: readonly string[]
  /** Rooms that are needed before anybody is known; `loadEveryRoom` brings the others. */
  atOnce: readonly string[]
  load(language: Language, file: string): Promise<Words>
}

const memory = remembered<Language | null>('language', null)

/** The language until somebody signs in: what was last used on this device, or what the browser asks for. */
function firstLanguage(): Language {
  return memory.read() ?? (navigator.languages.some((name) => /^zh/i.test(name)) ? 'zh-CN' : 'en')
}

let source: WordSource
/** What has been asked for so far; another language is shown only when it has all of it. */
const wanted = new Set<string>()
const here = new Set<string>()

// The language can change while files are on their way, and files can be asked for while it changes.
async function bring(files: ReadonlySet<string>, languageNow: () => Language): Promise<void> {
  for (;;) {
    const language = languageNow()
    const missing = [...files].filter((file) => !here.has(`${language} ${file}`))
    if (missing.length === 0) return
    await Promise.all(missing.map((file) => add(language, file)))
  }
}

async function add(language: Language, file: string): Promise<void> {
  const words = await source.load(language, file)
  i18next.addResourceBundle(language, file.split('/')[0] ?? file, words, true)
  here.add(`${language} ${file}`)
}

/** Brings files of words in the language that is spoken; rejects when one can't be had, and may be asked again. */
export async function loadWords(files: readonly string[]): Promise<void> {
  const fresh = files.filter((file) => !wanted.has(file))
  for (const file of fresh) wanted.add(file)
  try {
    await bring(new Set(files), () => i18next.language as Language)
  } catch (error) {
    // What nobody got must not stand in the way of another language.
    for (const file of fresh) wanted.delete(file)
    throw error
  }
}

/** Loads the words of the first language; pages then say everything through `t('<room>:<key>')`. */
export async function startI18n(from: WordSource): Promise<void> {
  source = from
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
    document.documentElement.style.setProperty('--font', fontOf(language))
  })
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    supportedLngs: LANGUAGES,
    load: 'currentOnly',
    fallbackLng: false,
    ns: source.rooms,
    defaultNS: false,
    resources: {},
    interpolation: { escapeValue: false },
  })
  await loadWords(source.atOnce)
}

/** The words of all rooms, before the first page of somebody who is signed in. */
export const loadEveryRoom = (): Promise<void> => loadWords(source.rooms)

let asked: Language | undefined

/** Changes the language as soon as it has the words of all that is shown, and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  asked = language
  await bring(wanted, () => language)
  if (asked !== language) return
  memory.write(language)
  await i18next.changeLanguage(language)
}

/** The nearest language there is: `zh`, `zh-TW` → `zh-CN`. */
export const nearestLanguage = (name: string): Language => (/^zh/i.test(name) ? 'zh-CN' : 'en')
