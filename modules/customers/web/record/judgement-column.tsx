import { useTranslation } from 'react-i18next'
import { Slot } from '#core/web/slot.tsx'

interface JudgementProps {
  customerId: string
  open: boolean
  onFold: (open: boolean) => void
}

/** What a customer is worth, what to expect of them and what to offer. Folded on a phone, where the timeline comes first. */
export function JudgementColumn({ customerId, open, onFold }: JudgementProps) {
  const { t } = useTranslation()
  return (
    <aside className={open ? 'record-side open' : 'record-side'} aria-label={t('customers:record.judgement')}>
      <button type="button" className="fold" aria-expanded={open} onClick={() => onFold(!open)}>
        {open ? t('customers:record.foldJudgement') : t('customers:record.unfoldJudgement')}
      </button>
      <div className="judgement">
        <Slot name="customer.side" with={{ customerId }} />
      </div>
    </aside>
  )
}
