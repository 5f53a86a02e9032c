import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { TrackRecord } from './calibration-chart.tsx'
import { isOff } from './is-off.ts'

/** The name of the axis begins where the chart does. */
const LEFT = { align: 'left', padding: [0, 0, 0, -28] }

const THREE = { minimumFractionDigits: 3, maximumFractionDigits: 3 } as const
const SIGNED = { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' } as const

/** Orders expected on each day of prediction beside those that came and those the base line expected. */
export function RecordChart({ records, onPick }: { records: readonly TrackRecord[]; onPick(asOf: string): void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const inOrder = records.toReversed()
  const whole = (value: number) => format.number(Math.round(value))
  const sum = (of: (record: TrackRecord) => number) => records.reduce((total, record) => total + of(record), 0)
  const off =
    sum(({ expectedOrders }) => expectedOrders) /
      Math.max(
        sum(({ happenedOrders }) => happenedOrders),
        1,
      ) -
    1
  const error = (value: number | null) => (value === null ? '–' : format.number(value, THREE))
  const offText = (record: TrackRecord) => {
    const share = format.number(record.expectedOrders / Math.max(record.happenedOrders, 1) - 1, SIGNED)
    return isOff(record) ? t('insight:track.beyondChance', { share }) : share
  }
  const names = {
    expected: t('insight:track.expected'),
    happened: t('insight:track.happened'),
    base: t('insight:track.base'),
  }
  const days = inOrder.map(({ asOf }) => format.day(asOf))
  return (
    <Chart
      title={t(off >= 0 ? 'insight:track.over' : 'insight:track.under', { share: format.percent(Math.abs(off), 1) })}
      basis={t('insight:track.recordBasis', { count: records.length })}
      option={{
        legend: { right: 0 },
        grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
        tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => whole(Number(value)) },
        xAxis: { type: 'category', data: days },
        yAxis: { type: 'value', name: t('insight:track.orders'), min: 0, nameTextStyle: LEFT },
        series: [
          { type: 'bar', name: names.happened, data: inOrder.map((record) => record.happenedOrders), barMaxWidth: 26 },
          {
            type: 'line',
            name: names.expected,
            data: inOrder.map((record) => record.expectedOrders),
            symbol: 'diamond',
            symbolSize: 9,
          },
          {
            type: 'line',
            name: names.base,
            data: inOrder.map((record) => record.baseOrders),
            symbol: 'emptyCircle',
            symbolSize: 7,
            lineStyle: { type: 'dotted' },
          },
        ],
      }}
      pickAnywhere
      onPick={({ dataIndex }) => onPick(inOrder[dataIndex]?.asOf ?? '')}
      table={{
        columns: [
          { title: t('insight:predict.toldOn') },
          { title: names.expected, figure: true },
          { title: names.happened, figure: true },
          { title: names.base, figure: true },
          { title: t('insight:track.offBy'), figure: true },
          { title: t('insight:track.error'), figure: true },
          { title: t('insight:track.baseError'), figure: true },
          { title: t('insight:track.inside'), figure: true },
        ],
        rows: inOrder.map((record) => [
          <button key="day" type="button" className="as-link" onClick={() => onPick(record.asOf)}>
            {record.told ? format.day(record.asOf) : t('insight:predict.lookedBack', { day: format.day(record.asOf) })}
          </button>,
          whole(record.expectedOrders),
          whole(record.happenedOrders),
          whole(record.baseOrders),
          offText(record),
          error(record.rootMeanSquaredError),
          error(record.baseRootMeanSquaredError),
          `${format.percent(record.inside, 1)} / ${format.percent(record.promisedInside, 1)}`,
        ]),
      }}
    />
  )
}
