import { useTranslation } from 'react-i18next'
import type { PredictionReply } from './prediction-page.tsx'

/** Says in which horizons the figures are the base line's, where there are any. */
export function AsideNotice({ model }: { model: PredictionReply['model'] }) {
  const { t } = useTranslation()
  if (!model || model.aside.length === 0) return null
  if (model.state === 'stepped_aside') return <p className="notice">{t('insight:predict.steppedAside')}</p>
  const horizons = model.aside.map((days) => t(`insight:predict.next.${days}`)).join(t('insight:track.and'))
  return <p className="notice">{t('insight:track.asideFor', { horizons })}</p>
}
