import { App, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface UnitSelectProps {
  value: readonly number[]
  units: readonly { value: number; label: string; closed?: boolean }[]
  disabled: boolean
  onSave(unitIds: number[]): void
}

/**
 * The units of a customer, changed where they stand and saved when the list closes. Units the reader doesn't see stay
 * untouched, and at least one remains: a customer without any could be seen by nobody.
 */
export function UnitSelect({ value, units, disabled, onSave }: UnitSelectProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [draft, setDraft] = useState<number[] | null>(null)
  const [open, setOpen] = useState(false)
  const seen = new Set(units.map((unit) => unit.value))
  const own = value.filter((unit) => seen.has(unit))
  const hidden = value.filter((unit) => !seen.has(unit))
  const save = (next: readonly number[] | null) => {
    setDraft(null)
    if (!next || sameSet(next, own)) return
    if (next.length === 0) void message.warning(t('customers:assign.lastUnit'))
    else onSave([...hidden, ...next])
  }
  return (
    <>
      <Select
        mode="multiple"
        variant="borderless"
        className="tags"
        aria-label={t('customers:assign.units')}
        disabled={disabled}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={draft ?? own}
        options={units
          .filter((unit) => !unit.closed || own.includes(unit.value))
          .map((unit) => ({ value: unit.value, label: unit.label }))}
        onChange={(next: number[]) => (open ? setDraft(next) : save(next))}
        onOpenChange={(next) => {
          setOpen(next)
          if (!next) save(draft)
        }}
      />
      {hidden.length > 0 && seen.size > 0 && (
        <p className="faint">{t('customers:assign.hiddenUnits', { count: hidden.length })}</p>
      )}
    </>
  )
}

const sameSet = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((unit) => b.includes(unit))
