import { useTranslation } from 'react-i18next'
import { useIsUnknown } from './product-choices.ts'

/** Says that there is no such product, category or brand: a condition on it would quietly find nobody. */
export function UnknownGoods({ what, name }: { what: 'category' | 'sku' | 'brand'; name: string }) {
  const { t } = useTranslation()
  return useIsUnknown(what, name) ? (
    <span className="unknown-goods" role="status">
      {t(`customers:segment.unknown.${what}`)}
    </span>
  ) : null
}
