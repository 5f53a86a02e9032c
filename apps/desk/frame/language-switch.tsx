import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { changeLanguage } from '#core/web/i18n.ts'
import { queryClient } from '#core/web/query-client.ts'
import { sessionQuery } from '#core/web/session.ts'
import { useToast } from '#core/web/use-toast.ts'

/** The other language, in its own words; `onAccount` keeps it there for every device. */
export function LanguageSwitch({ onAccount = false }: { onAccount?: boolean }) {
  const { t, i18n } = useTranslation()
  const toast = useToast()
  const other = i18n.language === 'zh-CN' ? 'en' : 'zh-CN'
  const change = async () => {
    // First here, so that the account's old language doesn't turn it back meanwhile.
    queryClient.setQueryData(
      sessionQuery.queryKey,
      (session: object | undefined) => session && { ...session, language: other },
    )
    await changeLanguage(other)
    if (onAccount) await askApi('PATCH /api/session', { body: { language: other } })
  }
  const name = t(`desk:language.${other}`)
  return (
    <Button type="text" lang={other} aria-label={name} title={name} onClick={() => void change().catch(toast.failed)}>
      {t(`desk:language.short.${other}`)}
    </Button>
  )
}
