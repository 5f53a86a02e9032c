import { AutoComplete } from 'antd'
import { useTranslation } from 'react-i18next'
import { useProductChoices } from './product-choices.ts'
import { UnknownGoods } from './unknown-goods.tsx'

interface CategoryChoiceProps {
  value: string
  /** What none stands for, where none may be chosen. */
  blank?: string
  onChange(value: string): void
}

/** A category of the catalogue, chosen or typed; marked while there is none. */
export function CategoryChoice({ value, blank, onChange }: CategoryChoiceProps) {
  const { t } = useTranslation()
  const wanted = value.trim().toLocaleLowerCase()
  const options = useProductChoices('category', value).filter((choice) =>
    [choice.label, choice.value].some((text) => text.toLocaleLowerCase().includes(wanted)),
  )
  return (
    <>
      <AutoComplete
        style={{ width: 190 }}
        popupMatchSelectWidth={false}
        value={value}
        {...(wanted === '' && blank === undefined && { status: 'warning' })}
        options={options}
        placeholder={blank ?? t('customers:segment.what.categoryHint')}
        aria-label={t('customers:segment.what.category')}
        onChange={onChange}
      />
      <UnknownGoods what="category" name={value} />
    </>
  )
}
