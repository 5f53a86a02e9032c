import type { TFunction } from 'i18next'
import type { Column } from '#core/web/column.ts'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { Masked } from '#core/web/masked.tsx'
import { Moment } from '#core/web/moment.tsx'
import { Money } from '#core/web/money.tsx'
import type { Format } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import { placeLabel } from '#core/words/place-label.ts'
import type { listCustomersCall } from '../../list/contract.ts'
import { customText } from '../custom-text.ts'
import { sourceText } from '../parts/source-text.ts'
import type { Catalogue } from './use-list-fields.ts'

export type CustomerRow = Required<WireReply<typeof listCustomersCall>['items'][number]>

const nothing = <span className="faint">–</span>
const scoreOf = (score: number | null) => score ?? '–'

/** Every column there is; most are optional. */
export function customerColumns(
  t: TFunction,
  format: Format,
  language: string,
  catalogue: Catalogue | undefined,
): Column<CustomerRow>[] {
  const title = (key: string) => t(`customers:list.field.${key}`)
  const sorts = new Set(catalogue?.sorts)
  const sort = (key: string) => (sorts.has(key) ? { sort: key } : {})
  const money = (
    key: 'revenue' | 'profit' | 'expectedValue' | 'expectedValue30' | 'expectedValue90' | 'lifetimeValue',
    optional = false,
  ): Column<CustomerRow> => ({
    key,
    title: title(key),
    figure: true,
    width: 130,
    ...sort(key),
    ...(optional && { optional }),
    render: (row) => <Money value={row[key]} currency={row.currency} />,
  })
  const moment = (
    key: string,
    field: 'createdAt' | 'lastOrderAt' | 'firstOrderAt' | 'lastInteractionAt',
    optional = true,
  ): Column<CustomerRow> => ({
    key,
    title: title(key),
    width: 140,
    moment: true,
    optional,
    ...sort(key),
    render: (row) => (row[field] ? <Moment at={row[field]} /> : nothing),
  })
  const text = (key: string, render: Column<CustomerRow>['render']): Column<CustomerRow> => ({
    key,
    title: title(key),
    optional: true,
    render: (row) => render(row) || nothing,
  })
  const number = (key: string, of: (row: CustomerRow) => string | number | null): Column<CustomerRow> => ({
    key,
    title: title(key),
    figure: true,
    optional: true,
    width: 100,
    ...sort(key),
    render: (row) => of(row) ?? nothing,
  })
  const percent = (value: number | null) => (value === null ? null : format.percent(value / 100, 0))
  const hundredths = (value: number | null) =>
    value === null ? null : format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return [
    {
      key: 'name',
      title: title('name'),
      width: 220,
      ...sort('name'),
      render: (row) => <CustomerChip customer={{ ...row, name: row.name || t('customers:nameless') }} />,
    },
    {
      key: 'region',
      title: title('region'),
      ...sort('region'),
      render: (row) => (row.regionPath ? placeLabel(row.regionPath, row.city, language) : nothing),
    },
    {
      key: 'tags',
      title: title('tags'),
      render: (row) =>
        row.tags.slice(0, 4).map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        )),
    },
    {
      key: 'orders',
      title: title('orders'),
      figure: true,
      width: 90,
      ...sort('orders'),
      render: (row) => row.ordersCount,
    },
    money('revenue'),
    ...(sorts.has('profit') ? [money('profit', true)] : []),
    {
      key: 'rfm',
      title: t('customers:list.rfm'),
      width: 110,
      figure: true,
      render: (row) =>
        row.recencyScore === null
          ? nothing
          : `${scoreOf(row.recencyScore)} · ${scoreOf(row.frequencyScore)} · ${scoreOf(row.moneyScore)}`,
    },
    moment('lastOrder', 'lastOrderAt', false),
    moment('firstOrder', 'firstOrderAt'),
    moment('lastInteraction', 'lastInteractionAt'),
    moment('created', 'createdAt'),
    text('email', (row) => row.email && <Masked of="email" value={row.email} />),
    text('phone', (row) => row.phone && <Masked of="phone" value={row.phone} />),
    text('birthday', (row) => row.birthday && <Masked of="birthday" value={row.birthday} />),
    text('company', (row) => row.company),
    text('city', (row) => row.city),
    text('gender', (row) => row.gender && t(`customers:gender.${row.gender}`)),
    text('kind', (row) => t(`customers:kind.${row.kind}`)),
    text('stage', (row) => t(`customers:stage.${row.stage}`)),
    text('source', (row) => sourceText(row.source)),
    {
      key: 'returns',
      title: title('returns'),
      figure: true,
      optional: true,
      ...sort('returns'),
      render: (row) => row.returnsCount,
    },
    {
      key: 'complaints',
      title: title('complaints'),
      figure: true,
      optional: true,
      ...sort('complaints'),
      render: (row) => row.complaintsCount,
    },
    number('basketScore', (row) => row.basketScore),
    number('potentialScore', (row) => row.potentialScore),
    number('churnRisk', (row) => percent(row.churnRisk)),
    text('churnLevel', (row) => row.churnLevel && t(`customers:churnLevel.${row.churnLevel}`)),
    number('active', (row) => percent(row.active)),
    number('expectedOrders30', (row) => hundredths(row.expectedOrders30)),
    number('expectedOrders90', (row) => hundredths(row.expectedOrders90)),
    number('expectedOrders', (row) => row.expectedOrders),
    ...(sorts.has('profit')
      ? [
          money('expectedValue30', true),
          money('expectedValue90', true),
          money('expectedValue', true),
          money('lifetimeValue', true),
        ]
      : []),
    {
      key: 'nextPurchase',
      title: title('nextPurchase'),
      optional: true,
      width: 120,
      ...sort('nextPurchase'),
      render: (row) => (row.nextPurchase ? format.day(row.nextPurchase) : nothing),
    },
    {
      key: 'quality',
      title: title('quality'),
      figure: true,
      optional: true,
      width: 90,
      ...sort('quality'),
      render: (row) => row.quality ?? nothing,
    },
    text('gap', (row) => row.gaps.map((gap) => t(`customers:gap.${gap}`)).join(t('customers:list.and'))),
    ...(catalogue?.items ?? []).flatMap(({ key, custom }) =>
      custom
        ? [
            {
              key,
              title: custom.label,
              optional: true,
              render: (row: CustomerRow) =>
                customText(t, language, custom.type, row.custom[key.slice('custom.'.length)]) ?? nothing,
            },
          ]
        : [],
    ),
  ]
}
