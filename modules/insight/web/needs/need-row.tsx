import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import { CategoryName } from './category-name.tsx'
import type { CustomerNeed } from './customer-needs.tsx'
import { NeedDetails } from './need-details.tsx'
import { RangeBar } from './range-bar.tsx'
import { StateMark } from './state-mark.tsx'
import { useShortDay } from './use-short-day.ts'

interface NeedRowProps {
  name: string
  isProduct: boolean
  need: CustomerNeed
  axis: { from: string; to: string; today: string }
  open: boolean
  onOpen(): void
}

/** One need: what, how it stands, when, and where that lies on the axis. */
export function NeedRow({ name, isProduct, need, axis, open, onOpen }: NeedRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const short = useShortDay()
  const isLost = need.state === 'lost'
  const days = { day: short(need.nextOn), low: short(need.low), high: short(need.high) }
  return (
    <li>
      <button type="button" aria-expanded={open} onClick={onOpen}>
        <span className="name">
          {isProduct ? name : <CategoryName of={name} />}
          <StateMark of={need.state} />
        </span>
        {isLost ? (
          <span className="when">{t('insight:needs.row.lost', { share: format.percent(need.returns, 0) })}</span>
        ) : (
          <>
            <RangeBar
              {...axis}
              low={need.low}
              next={need.nextOn}
              high={need.high}
              label={t('insight:needs.row.range', days)}
            />
            <span className="when">
              {t('insight:needs.row.about', days)}
              <span className="faint">{t('insight:needs.row.between', days)}</span>
            </span>
          </>
        )}
      </button>
      {open && <NeedDetails need={need} today={axis.today} />}
    </li>
  )
}
