import { Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Choice } from '#core/web/filter-field.ts'
import type { WireInput } from '#core/web/wire.ts'
import type { changeManyCall } from '../../tag/contract.ts'
import { colleagueChoices, valueChoices } from './list-choices.ts'

export type BulkWhat = 'tag' | 'untag' | 'assign'
export type BulkChange = Omit<WireInput<typeof changeManyCall>['body'], 'customerIds'>

/** Stands for "nobody" among the colleagues: not choosing yet is another thing than choosing nobody. */
const NOBODY = 'nobody'

interface BulkDialogProps {
  what: BulkWhat
  count: number
  onClose(): void
  onDone(change: BulkChange): void
}

/** Asks which tags, or whom, for many customers at once. */
export function BulkDialog({ what, count, onClose, onDone }: BulkDialogProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState<string[]>([])
  const [choices, setChoices] = useState<readonly Choice[] | null>(null)
  const [isOpen, setOpen] = useState(false)
  const isAssign = what === 'assign'
  const load = async () => {
    if (!isAssign) return setChoices(await valueChoices('tags', {}))
    const nobody = { value: NOBODY, label: t('customers:list.bulk.nobody') }
    setChoices([...(await colleagueChoices({})), nobody])
  }
  const title = t(`customers:list.bulk.${what}Title`, { count })
  const done = () => {
    if (what === 'tag') onDone({ addTags: values })
    else if (what === 'untag') onDone({ removeTags: values })
    else onDone({ ownerStaffId: values[0] === NOBODY ? null : (values[0] ?? null) })
  }
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={done}
      okText={t('customers:list.bulk.apply')}
      okButtonProps={{ disabled: values.length === 0 }}
    >
      <Select
        autoFocus
        style={{ width: '100%' }}
        aria-label={title}
        mode={what === 'tag' ? 'tags' : what === 'untag' ? 'multiple' : undefined}
        allowClear
        placeholder={t(`customers:list.bulk.${what}Hint`)}
        showSearch={{ optionFilterProp: 'label' }}
        options={(choices ?? []).map(({ value, label }) => ({ value, label }))}
        open={isOpen}
        onOpenChange={(open) => {
          setOpen(open)
          if (open && choices === null) void load()
        }}
        value={isAssign ? values[0] : values}
        onChange={(next: string | string[] | undefined) => {
          setValues(next === undefined ? [] : [next].flat())
          // Left open it would lie over the button that applies.
          setOpen(false)
        }}
      />
    </Modal>
  )
}
