import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Choice, FilterField } from '#core/web/filter-field.ts'
import { useCall } from '#core/web/use-call.ts'
import type { WireReply } from '#core/web/wire.ts'
import { countryName } from '#core/words/regions.ts'
import type { listFieldsCall } from '../../list/contract.ts'
import { sourceText } from '../parts/source-text.ts'
import { type Ask, colleagueChoices, regionChoices, segmentChoices, unitChoices, valueChoices } from './list-choices.ts'

export type Catalogue = WireReply<typeof listFieldsCall>
export type CatalogueField = Catalogue['items'][number]

const TYPES: Record<string, FilterField['type']> = {
  choice: 'choice',
  choiceOrNone: 'choice',
  score: 'choice',
  month: 'choice',
  units: 'choice',
  segments: 'choice',
  gaps: 'choice',
  staff: 'choice',
  tags: 'tags',
  region: 'region',
  number: 'number',
  age: 'number',
  ahead: 'number',
  money: 'money',
  decimal: 'money',
  moment: 'date',
  day: 'date',
}

const DAYS = new Set(['age', 'ahead'])

/** The most asked first; the rest follows as the server names it. */
const FIRST = ['class', 'segment', 'region', 'tags', 'revenue', 'orders', 'recency', 'lastOrder']
/** `region` says it better, and the search finds names. */
const LEFT_OUT = new Set(['country', 'city', 'name'])

interface ListFields {
  /** Of lists. */
  fields: FilterField[]
  /** Of segments, which can ask more. */
  offered: FilterField[]
  known: FilterField[]
  catalogue: Catalogue | undefined
}

/**
 * What customers can be filtered by here, and the server's catalogue behind it. `known`: also what isn't offered, for
 * conditions that ask it already.
 */
export function useListFields(): ListFields {
  const { t, i18n } = useTranslation()
  const { data: catalogue } = useCall<typeof listFieldsCall>('GET /api/customers/fields', {})
  const known = useMemo(() => {
    const label = (field: CatalogueField) => field.custom?.label ?? t(`customers:list.field.${field.key}`)
    const choices = (field: CatalogueField) => choicesOf(field, t, i18n.language)
    const offered = (catalogue?.items ?? []).filter(({ masked }) => !masked)
    const rank = ({ key }: CatalogueField) => FIRST.indexOf(key) + 1 || 99
    return [...offered]
      .sort((a, b) => rank(a) - rank(b))
      .map((field): FilterField => {
        const source = choices(field)
        const unit =
          field.kind === 'money' ? catalogue?.currency : DAYS.has(field.kind) ? t('customers:list.days') : undefined
        return {
          key: field.key,
          label: label(field),
          type: field.custom ? customType(field.custom.type) : (TYPES[field.kind] ?? 'text'),
          ...(source && { choices: source }),
          ...(unit && { unit }),
        }
      })
  }, [catalogue, t, i18n.language])
  const offered = useMemo(() => known.filter(({ key }) => !LEFT_OUT.has(key)), [known])
  const fields = useMemo(() => {
    const alone = new Set(catalogue?.items.flatMap(({ key, segmentsOnly }) => (segmentsOnly ? [key] : [])))
    return offered.filter(({ key }) => !alone.has(key))
  }, [offered, catalogue])
  return { fields, offered, known, catalogue }
}

const customType = (type: string): FilterField['type'] =>
  type === 'text' ? 'text' : (type as 'choice' | 'yesno' | 'number' | 'date')

function choicesOf(field: CatalogueField, t: (key: string) => string, language: string): FilterField['choices'] {
  const fixed = (values: readonly string[], labelOf: (value: string) => string): readonly Choice[] =>
    values.map((value) => ({ value, label: labelOf(value) }))
  if (field.custom) return fixed(field.choices ?? [], (value) => value)
  if (field.choices) return fixed(field.choices, (value) => t(`customers:${field.key}.${value}`))
  switch (field.kind) {
    case 'score':
      return fixed(['5', '4', '3', '2', '1'], (value) => value)
    case 'month':
      return fixed(
        Array.from({ length: 12 }, (_, index) => String(index + 1)),
        (value) => new Intl.DateTimeFormat(language, { month: 'long' }).format(new Date(2024, Number(value) - 1, 15)),
      )
    case 'units':
      return unitChoices
    case 'staff':
      return colleagueChoices
    case 'segments':
      return segmentChoices
    case 'region':
      return (ask: Ask) => regionChoices(ask, language)
    case 'tags':
      return (ask: Ask) => valueChoices('tags', ask)
    default:
      break
  }
  if (field.key === 'country') return (ask: Ask) => valueChoices('country', ask, (code) => countryName(code, language))
  if (field.key === 'source') return (ask: Ask) => valueChoices('source', ask, sourceText)
  return undefined
}
