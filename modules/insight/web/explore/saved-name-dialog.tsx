import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { NameDialog } from '#core/web/name-dialog.tsx'

/** Asks what a question or dashboard is called and whether everybody may see it. */
export function SavedNameDialog(props: Omit<ComponentProps<typeof NameDialog>, 'most' | 'texts'>) {
  const { t } = useTranslation()
  const texts = {
    name: t('insight:explore.save.name'),
    share: t('insight:explore.save.share'),
    action: t('insight:explore.save.action'),
  }
  return <NameDialog most={80} texts={texts} {...props} />
}
