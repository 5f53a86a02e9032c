import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '#core/web/use-address.ts'

const CHANNELS = ['email', 'phone', 'sms', 'wechat', 'chat', 'web', 'shop', 'visit', 'post', 'fax', 'desk', 'system']
const KINDS = [
  'order',
  'return',
  'cancellation',
  'call',
  'mail',
  'visit',
  'letter',
  'fax',
  'chat',
  'note',
  'review',
  'complaint',
  'browse',
  'class_changed',
]
const DIRECTIONS = ['inbound', 'outbound', 'internal']

/** Which rows of the timeline are shown; the choice stands in the address. */
export function TimelineFilters() {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const picks = [
    { key: 'kind', label: t('customers:timeline.byKind'), values: KINDS, words: 'kindOf' },
    { key: 'channel', label: t('customers:timeline.byChannel'), values: CHANNELS, words: 'channel' },
    { key: 'direction', label: t('customers:timeline.byDirection'), values: DIRECTIONS, words: 'direction' },
  ] as const
  const isFiltered = picks.some(({ key }) => search[key])
  return (
    <fieldset className="timeline-filters" aria-label={t('customers:timeline.filters')}>
      {picks.map(({ key, label, values, words }) => (
        <Select
          key={key}
          mode="multiple"
          size="small"
          maxTagCount={1}
          maxTagTextLength={8}
          aria-label={label}
          placeholder={label}
          popupMatchSelectWidth={false}
          value={search[key]?.split(',').filter(Boolean) ?? []}
          options={values.map((value) => ({ value, label: t(`customers:${words}.${value}`) }))}
          onChange={(chosen: string[]) => set({ [key]: chosen.join(',') || undefined })}
        />
      ))}
      {isFiltered && (
        <Button
          type="link"
          size="small"
          onClick={() => set({ kind: undefined, channel: undefined, direction: undefined })}
        >
          {t('customers:timeline.all')}
        </Button>
      )}
    </fieldset>
  )
}
