import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import '../team.css'
import { useUnitChoices } from '../use-unit-choices.ts'

export const ROLE_NAMES = ['owner', 'manager', 'marketer', 'agent', 'dealer', 'analyst', 'auditor'] as const
export interface RoleLine {
  role: (typeof ROLE_NAMES)[number]
  unitId: number
}

/** Which roles somebody holds, each in a unit. Works as a field of a form. */
export function RoleLines({ value = [], onChange }: { value?: RoleLine[]; onChange?(lines: RoleLine[]): void }) {
  const { t } = useTranslation()
  const units = useUnitChoices()
  // A line is known by its place alone: role and unit are what one changes in it.
  const lines = value.map((line, at) => ({ ...line, at }))
  const put = (at: number, patch: Partial<RoleLine>) =>
    onChange?.(value.map((line, index) => (index === at ? { ...line, ...patch } : line)))
  return (
    <div className="role-lines">
      {lines.map(({ at, ...line }) => (
        <div className="line" key={at}>
          <Select
            value={line.role}
            aria-label={t('team:staff.role')}
            options={ROLE_NAMES.map((role) => ({ value: role, label: t(`team:role.${role}`) }))}
            onChange={(role) => put(at, { role })}
          />
          <Select
            value={line.unitId}
            aria-label={t('team:staff.unit')}
            showSearch={{ optionFilterProp: 'label' }}
            options={units.map((unit) => ({ value: unit.value, label: `${'\u2003'.repeat(unit.depth)}${unit.label}` }))}
            onChange={(unitId) => put(at, { unitId })}
          />
          {value.length > 1 && (
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('team:staff.removeRole')}
              onClick={() => onChange?.(value.filter((_, index) => index !== at))}
            />
          )}
        </div>
      ))}
      <Button size="small" onClick={() => onChange?.([...value, { role: 'agent', unitId: units[0]?.value ?? 1 }])}>
        {t('team:staff.addRole')}
      </Button>
    </div>
  )
}
