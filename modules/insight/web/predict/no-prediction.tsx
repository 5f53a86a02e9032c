import { useTranslation } from 'react-i18next'

interface Props {
  model: { state: string; customers: number; needed: number } | null
}

/** Why there is no prediction. */
export function NoPrediction({ model }: Props) {
  const { t } = useTranslation()
  if (model?.state === 'too_little_data')
    return <p className="basis">{t('insight:predict.tooLittle', { count: model.customers, needed: model.needed })}</p>
  return <p className="basis">{t(model ? 'insight:predict.none' : 'insight:predict.notYet')}</p>
}
