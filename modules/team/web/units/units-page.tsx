import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useMay } from '#core/web/use-may.ts'
import type { listUnitsCall } from '../../unit/contract.ts'
import '../team.css'
import { unitText } from '../parts/unit-text.ts'
import { inTreeOrder, type Unit } from '../use-unit-choices.ts'
import { UnitForm } from './unit-form.tsx'

/** The company's departments, shops and dealers as a tree. */
export default function UnitsPage() {
  const { t } = useTranslation()
  const canManage = useMay()('staff.manage')
  const units = useCall<typeof listUnitsCall>('GET /api/units', {}, { live: 'unit' })
  const [edited, setEdited] = useState<{ unit?: Unit; parentId?: number } | null>(null)
  const add = { key: 'add', label: t('team:units.add'), run: () => setEdited({ parentId: 1 }) }
  return (
    <Page title={t('team:units.title')} lead={t('team:units.lead')} primary={canManage ? add : undefined}>
      <section className="panel">
        <Loaded of={units}>
          {({ items }) => (
            <ul className="unit-tree">
              {inTreeOrder(items).map(({ unit, depth }) => (
                <li
                  key={unit.unitId}
                  className={unit.closed ? 'closed' : ''}
                  style={{ paddingInlineStart: depth * 22 }}
                >
                  <span className="name">
                    {unitText(unit.unitId, unit.name)}
                    {unit.externalName && unit.externalName !== unit.name && (
                      <span className="faint"> · {unit.externalName}</span>
                    )}
                  </span>
                  <KindText unit={unit} />
                  {canManage && (
                    <span>
                      {!unit.closed && (
                        <Button type="link" size="small" onClick={() => setEdited({ parentId: unit.unitId })}>
                          {t('team:units.addBelow')}
                        </Button>
                      )}
                      <Button type="link" size="small" onClick={() => setEdited({ unit })}>
                        {t('team:change')}
                      </Button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </section>
      {edited && <UnitForm {...edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

/** What kind of unit it is, unless that is its name already. */
function KindText({ unit }: { unit: Unit }) {
  const { t } = useTranslation()
  const text = t(unit.closed ? 'team:units.closed' : `team:kind.${unit.kind}`)
  return <span className="faint">{text === unitText(unit.unitId, unit.name) ? '' : text}</span>
}
