import type { ConfigProviderProps } from 'antd'
import english from 'antd/es/locale/en_US'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Locale = NonNullable<ConfigProviderProps['locale']>

/** Ant Design's own words. Never absent: it would mount the whole desk anew and lose what people are typing. */
export function useAntdLocale(): Locale {
  const { i18n } = useTranslation()
  const [chinese, setChinese] = useState<Locale>(english)
  const wanted = i18n.language === 'zh-CN'
  useEffect(() => {
    if (!wanted) return
    const load = async () => {
      const { default: locale } = await import('antd/es/locale/zh_CN')
      setChinese(locale)
    }
    load().catch(() => {
      // Without it a calendar speaks English; no reason to stop working.
    })
  }, [wanted])
  return wanted ? chinese : english
}
