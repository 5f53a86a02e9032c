import { useTranslation } from 'react-i18next'
import { type Lacking, whyNone } from './why-none.ts'

/** Why there is no prediction. */
export function NoPrediction({ model }: { model: Lacking | null }) {
  const { t } = useTranslation()
  return <p className="basis">{whyNone(t, model)}</p>
}
