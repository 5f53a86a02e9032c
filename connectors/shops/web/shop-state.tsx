import { useTranslation } from 'react-i18next'
import type { Shop } from './shop.ts'

const SIGNS = { connecting: '…', pulling: '▸', connected: '✓', trouble: '!', stopped: '–' } as const
const TONES = { connecting: 'quiet', pulling: 'quiet', connected: 'good', trouble: 'bad', stopped: 'quiet' } as const

/** How a connection does; a sign beside the colour. */
export function ShopState({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  return (
    <span className={`shop-state ${TONES[shop.state]}`}>
      <span aria-hidden="true">{SIGNS[shop.state]}</span> {t(`shops:state.${shop.state}`)}
    </span>
  )
}
