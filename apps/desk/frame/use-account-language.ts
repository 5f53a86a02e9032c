import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLanguage, nearestLanguage } from '#core/web/i18n.ts'

/** Speaks the language of the account, on whatever device. */
export function useAccountLanguage(language: string | undefined): void {
  const { i18n } = useTranslation()
  useEffect(() => {
    if (!language || nearestLanguage(language) === i18n.language) return
    // Without its words the language stays that is shown; who chose another was told so there.
    changeLanguage(nearestLanguage(language)).catch(() => {})
  }, [language, i18n])
}
