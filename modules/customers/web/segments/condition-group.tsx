import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FilterField } from '#core/web/filter-field.ts'
import { BoughtPart } from './bought-part.tsx'
import {
  type Draft,
  emptyGroup,
  type Group,
  isUnfinished,
  newBought,
  newId,
  newNeed,
  newOffer,
  newTouched,
  newUsage,
} from './draft.ts'
import { FieldPart } from './field-part.tsx'
import { groupedFields } from './grouped-fields.ts'
import { NeedPart } from './need-part.tsx'
import { OfferPart } from './offer-part.tsx'
import { OtherPart } from './other-part.tsx'
import { SegmentPart } from './segment-part.tsx'
import './segments.css'
import { TouchedPart } from './touched-part.tsx'
import { UsagePart } from './usage-part.tsx'

const DEEPEST = 5

interface GroupProps {
  group: Group
  /** All that a stored condition may ask. */
  fields: readonly FilterField[]
  /** Those that can be added here. */
  offered: readonly FilterField[]
  currency: string
  depth: number
  onChange(group: Group): void
}

/** A group of conditions that reads as a sentence: "all of these hold: …". */
export function ConditionGroup({ group, depth, onChange, ...rest }: GroupProps) {
  const { t } = useTranslation()
  const put = (items: Draft[]) => onChange({ ...group, items })
  const replace = (next: Draft) => put(group.items.map((item) => (item.id === next.id ? next : item)))
  return (
    <fieldset className={`condition-group ${group.join}`} aria-label={t(`customers:segment.join.${group.join}`)}>
      <Select
        className="join"
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.joinLabel')}
        value={group.join}
        options={(['all', 'any', 'none'] as const).map((join) => ({
          value: join,
          label: t(`customers:segment.join.${join}`),
        }))}
        onChange={(join) => onChange({ ...group, join })}
      />
      {group.items.map((item) => (
        <div key={item.id} className="condition-line">
          <div className="what">
            {item.is === 'group' ? (
              <ConditionGroup group={item} {...rest} depth={depth + 1} onChange={replace} />
            ) : (
              <Leaf item={item} {...rest} onChange={replace} />
            )}
            {item.is !== 'group' && isUnfinished(item) && (
              <span className="to-finish">{t('customers:segment.toFinish')}</span>
            )}
          </div>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('customers:segment.remove')}
            onClick={() => put(group.items.filter((other) => other.id !== item.id))}
          />
        </div>
      ))}
      <AddMenu fields={rest.offered} deeper={depth < DEEPEST} onAdd={(item) => put([...group.items, item])} />
    </fieldset>
  )
}

interface LeafProps {
  item: Draft
  fields: readonly FilterField[]
  currency: string
  onChange(item: Draft): void
}

function Leaf({ item, fields, currency, onChange }: LeafProps) {
  switch (item.is) {
    case 'field':
      return (
        <FieldPart
          field={fields.find(({ key }) => key === item.field)}
          text={item.text}
          onChange={(text) => onChange({ ...item, text })}
        />
      )
    case 'bought':
      return (
        <BoughtPart bought={item.bought} currency={currency} onChange={(bought) => onChange({ ...item, bought })} />
      )
    case 'touched':
      return <TouchedPart touched={item.touched} onChange={(touched) => onChange({ ...item, touched })} />
    case 'usage':
      return <UsagePart usage={item.usage} onChange={(usage) => onChange({ ...item, usage })} />
    case 'need':
      return <NeedPart need={item.need} onChange={(need) => onChange({ ...item, need })} />
    case 'offer':
      return <OfferPart offer={item.offer} onChange={(offer) => onChange({ ...item, offer })} />
    case 'segment':
      return <SegmentPart segment={item.segment} onChange={(segment) => onChange({ ...item, segment })} />
    case 'other':
      return <OtherPart leaf={item.leaf} fields={fields} currency={currency} />
    case 'group':
      return null
  }
}

function AddMenu({
  fields,
  deeper,
  onAdd,
}: {
  fields: readonly FilterField[]
  deeper: boolean
  onAdd(item: Draft): void
}) {
  const { t } = useTranslation()
  const special: Record<string, () => Draft> = {
    '+bought': newBought,
    '+touched': newTouched,
    '+usage': newUsage,
    '+need': newNeed,
    '+offer': newOffer,
    '+segment': () => ({ id: newId(), is: 'segment', segment: null }),
    '+group': () => ({ ...emptyGroup(), join: 'any' }),
  }
  const items = [
    { key: '+bought', label: t('customers:segment.add.bought') },
    { key: '+touched', label: t('customers:segment.add.touched') },
    { key: '+usage', label: t('customers:segment.add.usage') },
    { key: '+need', label: t('customers:segment.add.need') },
    { key: '+offer', label: t('customers:segment.add.offer') },
    { key: '+segment', label: t('customers:segment.add.segment') },
    ...(deeper ? [{ key: '+group', label: t('customers:segment.add.group') }] : []),
    ...groupedFields(fields).map(({ group, fields: some }) => ({
      type: 'group' as const,
      key: `+${group}`,
      label: t(`customers:segment.add.of.${group}`),
      children: some.map(({ key, label }) => ({ key, label })),
    })),
  ]
  const add = (key: string) => onAdd(special[key]?.() ?? { id: newId(), is: 'field', field: key, text: '' })
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => add(key), style: { maxHeight: 420, overflow: 'auto' } }}
    >
      <Button type="text" icon={<PlusOutlined />}>
        {t('customers:segment.add.label')}
      </Button>
    </Dropdown>
  )
}
