import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MergedFacts } from '../merge/merged-facts.tsx'
import { AddressFacts } from './address-facts.tsx'
import { AssignmentFacts } from './assignment-facts.tsx'
import { ConsentFacts } from './consent-facts.tsx'
import { CustomFacts } from './custom-facts.tsx'
import './facts.css'
import { IdentityFacts } from './identity-facts.tsx'
import { PersonFacts } from './person-facts.tsx'
import { RelationFacts } from './relation-facts.tsx'
import { TagFacts } from './tag-facts.tsx'
import type { Customer, RecordHand } from './use-record.ts'

export interface FactsProps {
  customer: Customer
  record: RecordHand
}

/** What is known about a customer, each thing editable where it stands. Folded on a phone, where the timeline comes first. */
export function FactsColumn(props: FactsProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <section className={open ? 'record-facts open' : 'record-facts'} aria-label={t('customers:record.facts')}>
      <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('customers:record.foldFacts') : t('customers:record.unfoldFacts')}
      </button>
      <div className="facts">
        <IdentityFacts {...props} />
        <PersonFacts {...props} />
        <AssignmentFacts {...props} />
        <TagFacts {...props} />
        <ConsentFacts {...props} />
        <RelationFacts {...props} />
        <AddressFacts {...props} />
        <CustomFacts {...props} />
        <MergedFacts {...props} />
      </div>
    </section>
  )
}
