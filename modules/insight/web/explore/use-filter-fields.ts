import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import type { Choice, ChoiceSource, FilterField } from '#core/web/filter-field.ts'
import { DIMENSIONS, type DimensionKey, dimensionOf } from '../../explore/catalogue-rules.ts'
import type { listKeysCall } from '../../explore/contract.ts'
import { keyOfNumber } from '../../explore/key-rules.ts'
import { useUnits } from '../overview/use-units.ts'
import { filterKey, NO_KEY } from './question-address.ts'
import { useKeyText } from './use-key-text.ts'

/** Time is chosen by the period; these steps of it only by opening a cell. */
const BY_PERIOD = new Set<DimensionKey>(['day', 'week', 'month', 'quarter', 'year', 'monthsSince'])
const COHORT_MONTHS = 60

/** What questions can be narrowed by, with the values there are. */
export function useFilterFields(): FilterField[] {
  const { t } = useTranslation()
  const keyText = useKeyText()
  const { units } = useUnits()
  const none = (dimension: DimensionKey): Choice => ({ value: NO_KEY, label: keyText(dimension, '') })
  const choices = (dimension: DimensionKey): ChoiceSource => {
    const { keys, range } = dimensionOf(dimension)
    if (dimension === 'unit') {
      return units.map((unit) => ({
        value: String(unit.unitId),
        label: keyText('unit', String(unit.unitId)),
        depth: unit.path.length - 1,
      }))
    }
    if (keys === 'word' || keys === 'text' || dimension === 'segment') {
      return async ({ text, values }) => {
        const wanted = values?.filter((value) => value !== NO_KEY)
        const query = {
          dimension,
          ...(text && { text }),
          ...(wanted?.length && { keys: wanted.map(encodeURIComponent).join(',') }),
        }
        const { items } = await callApi<typeof listKeysCall>('GET /api/insight/explore/keys', { query })
        const found = items.map(({ key, label }) => ({ value: key, label: keyText(dimension, key, label) }))
        return text ? found : [...found, none(dimension)]
      }
    }
    if (dimension === 'cohort') {
      const now = new Date()
      const last = now.getUTCFullYear() * 12 + now.getUTCMonth()
      const months = Array.from({ length: COHORT_MONTHS }, (_, at) => keyOfNumber('cohort', last - at))
      return [...months.map((value) => ({ value, label: keyText('cohort', value) })), none(dimension)]
    }
    const [low, high] = range ?? [1, 0]
    const numbers = Array.from({ length: high - low + 1 }, (_, at) => keyOfNumber(dimension, low + at))
    return [...numbers.map((value) => ({ value, label: keyText(dimension, value) })), none(dimension)]
  }
  return (Object.keys(DIMENSIONS) as DimensionKey[])
    .filter((dimension) => !BY_PERIOD.has(dimension))
    .map((dimension) => ({
      key: filterKey(dimension),
      label: t(`insight:explore.dimension.${dimension}`),
      type: 'choice',
      choices: choices(dimension),
    }))
}
