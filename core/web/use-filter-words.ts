import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Choice, type FilterField, readChoices, readRange } from './filter-field.ts'
import { useFormat } from './use-format.ts'

/** How a filter reads: verb and value, "from" "¥100". */
export function useFilterWords(field: FilterField, value: string | undefined): { verb: string; value: string } {
  const { t } = useTranslation()
  const format = useFormat()
  const labels = useChoiceLabels(field, readChoices(value))
  if (!value) return { verb: t('kit:filter.is'), value: '…' }
  if (field.type === 'text') return { verb: t('kit:filter.contains'), value }
  if (field.type === 'yesno')
    return { verb: t('kit:filter.is'), value: t(value === 'yes' ? 'kit:filter.yes' : 'kit:filter.no') }
  if (field.type === 'number' || field.type === 'money' || field.type === 'date') {
    const say = (end: string) => {
      if (field.type === 'date') return format.day(end)
      if (field.type === 'money' && field.unit) return format.money(end, field.unit)
      return field.unit ? `${end} ${field.unit}` : end
    }
    const { from, to } = readRange(value)
    if (from && to && from === to) return { verb: t('kit:filter.is'), value: say(from) }
    const first = field.type === 'number' ? from : from && say(from)
    if (from && to) return { verb: t('kit:filter.is'), value: `${first} – ${say(to)}` }
    const [low, high] =
      field.type === 'date' ? ['kit:filter.fromDay', 'kit:filter.upToDay'] : ['kit:filter.from', 'kit:filter.upTo']
    return from ? { verb: t(low), value: say(from) } : { verb: t(high), value: say(to ?? '') }
  }
  const verb = field.type === 'tags' ? t('kit:filter.has') : t('kit:filter.is')
  return {
    verb,
    value: readChoices(value)
      .map((one) => labels.get(one) ?? one)
      .join(t('kit:filter.or')),
  }
}

/** The words of chosen values, by value. */
export function useChoiceLabels({ key, choices }: FilterField, values: readonly string[]): Map<string, string> {
  const { data } = useQuery<readonly Choice[]>({
    queryKey: ['filter-labels', key, values],
    queryFn: () => (typeof choices === 'function' ? choices({ values }) : []),
    enabled: typeof choices === 'function' && values.length > 0,
    staleTime: 300_000,
  })
  const known = typeof choices === 'function' ? data : choices
  return new Map(known?.map((choice) => [choice.value, choice.label]))
}
