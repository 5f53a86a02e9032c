import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useHeatInk } from '#core/web/use-heat-ink.ts'
import type { ViewProps } from './answer-view.tsx'
import { BasisText } from './basis-text.tsx'
import type { Cell } from './cell.ts'
import { NUMBERED } from './numbered-columns.ts'
import type { Cohorts } from './use-answer.ts'
import { useKeyText } from './use-key-text.ts'

type Month = Cohorts['all'][number]

/** Who came back in the months after the first purchase: a row a cohort, a column a month. */
export function CohortChart({ query, data, name, height, numbered = NUMBERED, onOpen }: ViewProps<Cohorts>) {
  const { t } = useTranslation()
  const format = useFormat()
  const keyText = useKeyText()
  const ink = useHeatInk()
  const isMoney = data.measure === 'revenue'
  const partOf = (month: Month | undefined) =>
    month && month.customers > 0 ? Number(month.value) / month.customers : null
  const say = (part: number | null, short = false) => {
    if (part === null) return '–'
    if (!isMoney) return format.percent(part, short ? 0 : 1)
    return short
      ? format.number(part, { notation: 'compact', maximumFractionDigits: 1 })
      : format.number(part, { style: 'currency', currency: data.currency })
  }
  const rows = data.rows.map((row) => keyText(data.dimension, row.key, row.label))
  const sized = data.rows.map((row, at) =>
    t('insight:explore.cohort.sized', { cohort: rows[at], count: row.customers }),
  )
  const columns = data.all.map((_, since) => String(since))
  // Where the first month is everybody, its size says it; beside it the others would all be pale.
  const isWhole = !isMoney && data.rows.every((row) => (partOf(row.months[0] ?? undefined) ?? 1) === 1)
  const first = isWhole && columns.length > 1 ? 1 : 0
  const cells = data.rows.flatMap((row, at) =>
    row.months.slice(first).flatMap((month, column) => {
      const part = partOf(month ?? undefined)
      return part === null ? [] : [[column, data.rows.length - 1 - at, part] as const]
    }),
  )
  const most = Math.max(1e-9, ...cells.map(([, , part]) => part))
  const next = partOf(data.all[1])
  const cellAt = (row: number, since: number): Cell => ({
    filters: [
      ...(row >= 0 ? [{ dimension: data.dimension, in: [data.rows[row]?.key ?? ''] }] : []),
      { dimension: 'monthsSince', in: [String(since)] },
    ],
  })
  const link = (row: number, since: number, month: Month | undefined) => {
    const part = partOf(month)
    return part === null ? (
      ''
    ) : (
      <button key={since} type="button" className="cell-link" onClick={() => onOpen(cellAt(row, since))}>
        {say(part)}
      </button>
    )
  }
  const rowOf = (title: string, customers: number, row: number, months: readonly Month[]) => [
    title,
    format.number(customers),
    ...columns.map((_, since) => link(row, since, months[since])),
  ]
  return (
    <Chart
      title={
        next === null
          ? t('insight:explore.cohort.early')
          : t(isMoney ? 'insight:explore.cohort.findingMoney' : 'insight:explore.cohort.finding', { part: say(next) })
      }
      basis={
        <>
          <BasisText query={query} data={data} />
          {t('insight:explore.basis.joint')}
          {t('insight:explore.cohort.lastMonth')}
        </>
      }
      height={height ?? Math.max(240, 96 + rows.length * 28)}
      picture={name}
      option={{
        grid: { left: 8, right: 16, top: 8, bottom: 56, containLabel: true },
        tooltip: {
          trigger: 'item',
          formatter: ({ value }: { value: readonly [number, number, number] }) => {
            const row = data.rows[data.rows.length - 1 - value[1]]
            const since = first + value[0]
            const month = row?.months[since]
            return `${rows[data.rows.length - 1 - value[1]]} · ${t('insight:explore.key.monthsSince', { months: since })}\n${say(value[2])} (${
              isMoney ? format.money(month?.value ?? '0', data.currency) : format.number(Number(month?.value ?? 0))
            } / ${format.number(month?.customers ?? 0)})`
          },
        },
        xAxis: {
          type: 'category',
          data: columns.slice(first),
          name: t('insight:explore.cohort.axis'),
          nameLocation: 'middle',
          nameGap: 24,
        },
        yAxis: { type: 'category', data: sized.toReversed() },
        visualMap: {
          min: 0,
          max: most,
          orient: 'horizontal',
          left: 'center',
          bottom: 0,
          itemHeight: 120,
          itemWidth: 10,
          calculable: false,
          text: [say(most, true), say(0, true)],
          formatter: (value: number) => say(value, true),
        },
        aria: { enabled: true, label: { enabled: false }, decal: { show: false } },
        series: [
          {
            type: 'heatmap',
            data: cells.map((value) => ({ value, label: { color: ink(value[2] / most) } })),
            labelLayout: { hideOverlap: true },
            label: {
              show: columns.length - first <= numbered,
              fontSize: 11,
              formatter: ({ value }: { value: readonly [number, number, number] }) => say(value[2], true),
            },
          },
        ],
      }}
      table={{
        columns: [
          { title: t(`insight:explore.dimension.${data.dimension}`) },
          { title: t('insight:explore.measure.customers'), figure: true },
          ...columns.map((since) => ({
            title: t('insight:explore.key.monthsSince', { months: Number(since) }),
            figure: true,
          })),
        ],
        rows: [
          ...data.rows.map((row, at) => rowOf(rows[at] ?? '', row.customers, at, row.months)),
          rowOf(t('insight:explore.whole'), data.all[0]?.customers ?? 0, -1, data.all),
        ],
      }}
      onPick={({ value }) => {
        const [column, row] = value as [number, number]
        onOpen(cellAt(data.rows.length - 1 - row, first + column))
      }}
    />
  )
}
