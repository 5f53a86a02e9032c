import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { fontOf } from './font-of.ts'
import { remembered } from './remembered.ts'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export type Words = { [key: string]: string | Words }

/** Where words come from: one namespace per room, `<room>/web/words/{zh-CN,en}.json`. */
export interface WordSource {
  namespaces: readonly string[]
  /** Those that are needed before anybody is known; `loadEveryWord` brings the others. */
  atOnce: readonly string[]
  load(language: Language, namespace: string): Promise<Words>
}

const memory = remembered<Language | null>('language', null)

/** The language until somebody signs in: what was last used on this device, or what the browser asks for. */
function firstLanguage(): Language {
  return memory.read() ?? (navigator.languages.some((name) => /^zh/i.test(name)) ? 'zh-CN' : 'en')
}

/** Loads the words of the first language; pages then say everything through `t('<room>:<key>')`. */
export async function startI18n(source: WordSource): Promise<void> {
  const backend: BackendModule = {
    type: 'backend',
    init: () => {},
    read: (language, namespace, done) => {
      source.load(language as Language, namespace).then(
        (words) => done(null, words),
        (error: unknown) => done(error as Error, null),
      )
    },
  }
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
    document.documentElement.style.setProperty('--font', fontOf(language))
  })
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      supportedLngs: LANGUAGES,
      load: 'currentOnly',
      fallbackLng: false,
      ns: source.atOnce,
      defaultNS: false,
      interpolation: { escapeValue: false },
    })
}

/** The words of all rooms, before the first page of somebody who is signed in. */
export const loadEveryWord = (source: WordSource): Promise<void> => i18next.loadNamespaces(source.namespaces)

/** Changes the language at once and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  memory.write(language)
  await i18next.changeLanguage(language)
}

/** The nearest language there is: `zh`, `zh-TW` → `zh-CN`. */
export const nearestLanguage = (name: string): Language => (/^zh/i.test(name) ? 'zh-CN' : 'en')
