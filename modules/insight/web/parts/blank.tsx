import { useTranslation } from 'react-i18next'

/** Between two sentences: a blank, in Chinese nothing. */
export function Blank() {
  const { i18n } = useTranslation()
  return i18n.language.startsWith('zh') ? null : ' '
}
