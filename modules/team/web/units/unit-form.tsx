import { Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { FormDialog } from '#core/web/form-dialog.tsx'
import { refresh } from '#core/web/query-client.ts'
import type { addUnitCall, changeUnitCall } from '../../unit/contract.ts'
import { type Unit, useUnitChoices } from '../use-unit-choices.ts'

interface Values {
  name: string
  kind: 'department' | 'shop' | 'dealer'
  parentId: number
  externalName?: string | null
  closed?: boolean
}

/** Adds a unit below another, or changes the given one. */
export function UnitForm({ unit, parentId, onClose }: { unit?: Unit; parentId?: number; onClose(): void }) {
  const { t } = useTranslation()
  const submit = async ({ name, kind, parentId: parent, externalName, closed }: Values) => {
    const names = { name: name.trim(), externalName: externalName?.trim() || null }
    if (!unit) await callApi<typeof addUnitCall>('POST /api/units', { body: { ...names, kind, parentId: parent } })
    else {
      const { unitId, version } = unit
      const place = unit.kind === 'company' ? {} : { kind, parentId: parent, closed: closed ?? false }
      await callApi<typeof changeUnitCall>(
        'PATCH /api/units/:unitId',
        { params: { unitId }, body: { ...names, ...place } },
        { ifMatch: version },
      )
    }
    void refresh('/api/units')
    onClose()
  }
  const initial = unit
    ? { ...unit, kind: unit.kind as Values['kind'], parentId: unit.parentId ?? 1 }
    : { kind: 'shop' as const, parentId: parentId ?? 1 }
  return (
    <FormDialog title={t(unit ? 'team:units.change' : 'team:units.add')} onClose={onClose}>
      <RecordForm<Values> initial={initial} onSubmit={submit} submitLabel={t('team:save')} onCancel={onClose}>
        <Field name="name" label={t('team:name')} required>
          <Input autoFocus maxLength={120} />
        </Field>
        {unit?.kind !== 'company' && <Place isNew={!unit} {...(unit && { inside: unit.unitId })} />}
        <Field name="externalName" label={t('team:units.externalName')} hint={t('team:units.externalHint')}>
          <Input maxLength={120} />
        </Field>
      </RecordForm>
    </FormDialog>
  )
}

function Place({ isNew, inside }: { isNew: boolean; inside?: number }) {
  const { t } = useTranslation()
  const kinds = ['department', 'shop', 'dealer'] as const
  const parents = useUnitChoices().filter(({ unit }) => inside === undefined || !unit.path.includes(inside))
  return (
    <>
      <Field name="kind" label={t('team:units.kind')} required valuePropName="value">
        <Select options={kinds.map((kind) => ({ value: kind, label: t(`team:kind.${kind}`) }))} />
      </Field>
      <Field name="parentId" label={t('team:units.parent')} required valuePropName="value">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={parents.map(({ value, label, depth }) => ({ value, label: `${'\u2003'.repeat(depth)}${label}` }))}
        />
      </Field>
      {!isNew && (
        <Field name="closed" label={t('team:units.closed')} hint={t('team:units.closedHint')} valuePropName="checked">
          <Switch />
        </Field>
      )}
    </>
  )
}
