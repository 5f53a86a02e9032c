import { useTranslation } from 'react-i18next'
import { csvOf } from './cube-csv.ts'
import { saveFile } from './save-file.ts'
import { tableOf } from './table-of.ts'
import type { Answer } from './use-answer.ts'
import { useKeyText } from './use-key-text.ts'

/** Saves the figures of an answer as CSV: numbers plain, so that spreadsheets can reckon with them. */
export function useAnswerFile(): (answer: Answer, name: string) => void {
  const { t } = useTranslation()
  const keyText = useKeyText()
  const whole = t('insight:explore.whole')
  const tableText = (answer: Answer): string => {
    if (answer.kind === 'pareto') {
      const head = ['insight:explore.pareto.best', 'insight:explore.pareto.shareFile', 'insight:explore.pareto.least']
      const { points } = answer.data
      return csvOf(
        head.map((key) => t(key)),
        points.map((point, percent) => [`${percent}%`, String(point.share), point.least]),
      )
    }
    if (answer.kind === 'cohort') {
      const { dimension, rows, all } = answer.data
      const months = all.map((_, months_) => t('insight:explore.key.monthsSince', { months: months_ }))
      const head = [t(`insight:explore.dimension.${dimension}`), t('insight:explore.measure.customers'), ...months]
      const lines = rows.map((row) => [
        keyText(dimension, row.key, row.label),
        String(row.customers),
        ...all.map((_, since) => row.months[since]?.value ?? ''),
      ])
      return csvOf(head, lines)
    }
    const { data } = answer
    const nameOf = (axis: (typeof data.axes)[number], at: number) => {
      const item = axis.items[at]
      return item ? keyText(axis.dimension, item.key, item.label) : ''
    }
    const table = tableOf(data, nameOf, { whole, measure: t(`insight:explore.measure.${data.measure}`) })
    const [down] = data.axes
    const head = [down ? t(`insight:explore.dimension.${down.dimension}`) : '', ...table.columns]
    const lines = [...table.rows, { name: whole, cells: table.total }]
    return csvOf(
      head,
      lines.map((row) => [row.name, ...row.cells.map(({ value }) => value)]),
    )
  }
  return (answer, name) => saveFile(`${name}.csv`, new Blob([tableText(answer)], { type: 'text/csv;charset=utf-8' }))
}
