import { useId } from 'react'
import { DecimalInput } from './decimal-input.tsx'
import type { ObjectSchema } from './setting-problems.ts'
import { fieldHelp, fieldLabel } from './setting-text.ts'
import { percentOfShare, shareOfPercent } from './share-text.ts'
import type { MoneyOfCompany, ShownSetting } from './shown-setting.ts'

export interface ObjectInputProps {
  setting: ShownSetting
  value: Record<string, string>
  problems: ReadonlySet<string>
  money: MoneyOfCompany
  onChange(value: Record<string, string>): void
}

/** A setting of several amounts and shares: one labelled field each. */
export function ValueFields(props: ObjectInputProps) {
  const { properties = {} } = props.setting.schema as ObjectSchema
  return (
    <div className="value-fields">
      {Object.entries(properties).map(([name, { unit }]) => (
        <ValueField key={name} {...props} name={name} isShare={unit === 'share'} />
      ))}
    </div>
  )
}

interface ValueFieldProps extends ObjectInputProps {
  name: string
  isShare: boolean
}

function ValueField({ setting, value, problems, money, onChange, name, isShare }: ValueFieldProps) {
  const id = useId()
  const help = fieldHelp(setting, name)
  const stored = value[name] ?? ''
  return (
    <div className="value-field">
      <label htmlFor={id}>{fieldLabel(setting, name)}</label>
      <DecimalInput
        id={id}
        kind={isShare ? 'share' : 'money'}
        unit={isShare ? '%' : (money.currency ?? '')}
        text={isShare ? percentOfShare(stored) : stored}
        wrong={problems.has(name)}
        onChange={(text) => onChange({ ...value, [name]: isShare ? shareOfPercent(text) : text })}
      />
      {help && <span className="faint">{help}</span>}
    </div>
  )
}
