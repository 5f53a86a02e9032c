import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCall } from '#core/web/use-call.ts'
import type { listSegmentsCall } from '../../segment/contract.ts'

/** "is in the segment …" */
export function SegmentPart({ segment, onChange }: { segment: number | null; onChange(segment: number): void }) {
  const { t } = useTranslation()
  const { data } = useCall<typeof listSegmentsCall>('GET /api/segments', {})
  const items = (data?.items ?? []).filter(({ segmentId, hidden }) => !hidden || segmentId === segment)
  const options = items.map(({ segmentId, name }) => ({ value: segmentId, label: name }))
  if (data && segment !== null && !items.some(({ segmentId }) => segmentId === segment))
    options.push({ value: segment, label: t('customers:segment.gone') })
  return (
    <span className="sentence">
      {t('customers:segment.inSegment')}
      <Select
        popupMatchSelectWidth={false}
        style={{ minWidth: 180 }}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('customers:segment.inSegment')}
        value={segment}
        options={options}
        onChange={(next: number | null) => next !== null && onChange(next)}
      />
    </span>
  )
}
