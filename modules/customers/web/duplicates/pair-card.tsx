import { SwapOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { regionLabel } from '#core/words/regions.ts'
import type { Pair } from './duplicates-page.tsx'
import { keptSide } from './kept-side.ts'

/** Fields of the model, in the order in which people look at them; several may stand in one line. */
const FIELDS = ['name', 'phone', 'email', 'birthday', 'company', 'region', 'address'] as const
const OF_LINE: Record<string, (typeof FIELDS)[number]> = { city: 'region', country: 'region', postcode: 'address' }

/** `name: surname` belongs to the line of names. */
const lineOf = (field: string) => OF_LINE[field] ?? field.split(':')[0]

/** Nothing is quite sure. */
const MOST_SURE = 0.999

interface PairCardProps {
  pair: Pair
  /** Under the keyboard. */
  isAt: boolean
  onAt(): void
  onMerge(keep: 'one' | 'other'): void
  onDismiss(): void
}

/** Two records side by side, each line with what it says for or against one person. */
export function PairCard({ pair, isAt, onAt, onMerge, onDismiss }: PairCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [keep, setKeep] = useState(keptSide(pair))
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isAt) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isAt])
  const [left, right] = keep === 'one' ? [pair.one, pair.other] : [pair.other, pair.one]
  const lines = useLines()
  return (
    <section ref={card} className={isAt ? 'panel pair at' : 'panel pair'} onFocusCapture={onAt}>
      <header>
        <strong>
          {t(pair.probability > MOST_SURE ? 'customers:duplicates.verySure' : 'customers:duplicates.sure', {
            share: format.percent(Math.min(pair.probability, MOST_SURE), pair.probability > 0.99 ? 1 : 0),
          })}
        </strong>
        <span className="buttons">
          <Button size="small" type="primary" onClick={() => onMerge(keep)}>
            {t('customers:merge.join')}
          </Button>
          <Button size="small" onClick={onDismiss}>
            {t('customers:duplicates.different')}
          </Button>
        </span>
      </header>
      <table className="side-by-side">
        <thead>
          <tr>
            <td />
            <th scope="col">
              {t('customers:merge.kept')}{' '}
              <CustomerChip customer={{ ...left, name: left.name || t('customers:nameless') }} />
            </th>
            <th scope="col">
              {t('customers:merge.joined')}{' '}
              <CustomerChip customer={{ ...right, name: right.name || t('customers:nameless') }} />{' '}
              <Button
                type="text"
                size="small"
                icon={<SwapOutlined />}
                aria-label={t('customers:duplicates.swap')}
                title={t('customers:duplicates.swap')}
                onClick={() => setKeep(keep === 'one' ? 'other' : 'one')}
              />
            </th>
            <th scope="col" className="bits">
              {t('customers:duplicates.evidence')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines(left, right, pair).map(({ name, one, other, bits }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{one || <span className="faint">–</span>}</td>
              <td>{other || <span className="faint">–</span>}</td>
              <td className="bits">{bits === null ? '' : <Bits bits={bits} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** How much a line says, as a sign, a figure and a bar; never by colour alone. */
function Bits({ bits }: { bits: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = `${bits > 0 ? '+' : ''}${format.number(bits, { maximumFractionDigits: 1 })}`
  return (
    <span
      className={bits >= 0 ? 'for' : 'against'}
      title={t(bits >= 0 ? 'customers:duplicates.for' : 'customers:duplicates.against')}
    >
      <span className="bar" style={{ width: `${Math.min(100, Math.abs(bits) * 6)}%` }} aria-hidden />
      {text}
    </span>
  )
}

type Side = Pair['one']

interface Line {
  name: string
  one: ReactNode
  other: ReactNode
  bits: number | null
}

function useLines(): (left: Side, right: Side, pair: Pair) => Line[] {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const shown: Record<(typeof FIELDS)[number], (of: Side) => ReactNode> = {
    name: (of) => of.name,
    phone: (of) => of.phone,
    email: (of) => of.email,
    birthday: (of) => of.birthday,
    company: (of) => of.company,
    region: (of) => (of.regionPath ? regionLabel(of.regionPath, i18n.language) : null),
    address: (of) => of.address,
  }
  return (left, right, { reasons }) => {
    const bitsOf = (field: string) => {
      const said = reasons.filter((reason) => lineOf(reason.field) === field)
      return said.length > 0 ? said.reduce((sum, { weight }) => sum + weight, 0) : null
    }
    const known = FIELDS.map((field) => ({
      name: t(`customers:duplicates.field.${field}`),
      one: shown[field](left),
      other: shown[field](right),
      bits: bitsOf(field),
    })).filter(({ one, other }) => one || other)
    const orders = (of: Side) => t('customers:duplicates.ordersOf', { count: of.orders, day: format.day(of.createdAt) })
    return [...known, { name: t('customers:figure.orders'), one: orders(left), other: orders(right), bits: null }]
  }
}
