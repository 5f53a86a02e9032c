import { useTranslation } from 'react-i18next'

interface Props {
  model: {
    customers: number
    lacking: { needed: number; repeats: number; neededRepeats: number } | null
  } | null
}

/** Why there is no prediction. */
export function NoPrediction({ model }: Props) {
  const { t } = useTranslation()
  if (model?.lacking) {
    const { needed, repeats, neededRepeats } = model.lacking
    return (
      <p className="basis">
        {model.customers < needed
          ? t('insight:predict.tooLittle', { count: model.customers, needed })
          : t('insight:predict.tooFewRepeats', { count: repeats, needed: neededRepeats })}
      </p>
    )
  }
  return <p className="basis">{t(model ? 'insight:predict.none' : 'insight:predict.notYet')}</p>
}
