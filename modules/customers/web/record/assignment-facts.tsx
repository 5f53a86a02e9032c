import { useTranslation } from 'react-i18next'
import { useMay } from '#core/web/use-may.ts'
import { useColleagues, useUnits } from '#modules/team/web/parts/use-house.ts'
import { EditableText } from './editable-text.tsx'
import type { FactsProps } from './facts-column.tsx'
import { Fact } from './person-facts.tsx'
import { UnitSelect } from './unit-select.tsx'

/** Who looks after a customer: a person, and the units that serve and see them. */
export function AssignmentFacts({ customer, record }: FactsProps) {
  const { t } = useTranslation()
  const may = useMay()('customers.edit')
  const colleagues = useColleagues()
  const units = useUnits()
  const { ownerStaffId, unitIds } = customer
  // Somebody who left, or works where the reader sees nobody, is no choice but still the owner.
  const ownerName = (staffId: string) =>
    colleagues?.find(({ value }) => value === staffId)?.label ?? t('customers:assign.unknownOwner')
  return (
    <section className="panel">
      <h2>{t('customers:facts.assignment')}</h2>
      <dl className="fact-list">
        <Fact term={t('customers:assign.owner')}>
          <EditableText
            label={t('customers:assign.owner')}
            value={ownerStaffId}
            shown={ownerStaffId && colleagues ? ownerName(ownerStaffId) : undefined}
            nothing={t('customers:assign.nobody')}
            options={colleagues ?? []}
            onSave={(next) =>
              void record.change({ ownerStaffId: next }, { ownerStaffId }, t('customers:assign.ownerSaved'))
            }
          />
        </Fact>
        <Fact term={t('customers:assign.units')}>
          <UnitSelect
            disabled={!may}
            value={unitIds}
            units={units ?? []}
            onSave={(next) => void record.change({ unitIds: next }, { unitIds }, t('customers:assign.unitsSaved'))}
          />
        </Fact>
      </dl>
    </section>
  )
}
