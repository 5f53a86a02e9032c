import { useTranslation } from 'react-i18next'
import type { WireReply } from '#core/web/wire.ts'
import type { findCustomerPredictionCall } from '../../purchases/contract.ts'

type Fit = WireReply<typeof findCustomerPredictionCall>['model']

/** Says in which horizons the figures are the base line's, where there are any. */
export function AsideNotice({ model }: { model: Fit }) {
  const { t } = useTranslation()
  if (!model || model.aside.length === 0) return null
  if (model.state === 'stepped_aside') return <p className="notice">{t('insight:predict.steppedAside')}</p>
  const horizons = model.aside.map((days) => t(`insight:predict.next.${days}`)).join(t('insight:predict.and'))
  return <p className="notice">{t('insight:predict.asideFor', { horizons })}</p>
}
