import { HomeOutlined, SwapOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { regionLabel } from '#core/words/regions.ts'
import type { Pair } from './duplicates-page.tsx'
import { keptSide } from './kept-side.ts'
import { bitsOfLine, PAIR_LINES, type PairLine } from './pair-lines.ts'

/** Nothing is quite sure. */
const MOST_SURE = 0.999

/** What is asked about as a household is not called one person in the same breath. */
const scoreWord = ({ household, probability }: Pair) =>
  household ? 'alike' : probability > MOST_SURE ? 'verySure' : 'sure'

interface PairCardProps {
  pair: Pair
  /** Under the keyboard. */
  isAt: boolean
  onAt(): void
  onMerge(keep: 'one' | 'other'): void
  onDismiss(): void
  onHousehold(): void
}

/** Two records side by side, each line with what it says for or against one person. */
export function PairCard({ pair, isAt, onAt, onMerge, onDismiss, onHousehold }: PairCardProps) {
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
          {pair.household && <Tag icon={<HomeOutlined />}>{t('customers:duplicates.household')}</Tag>}
          {t(`customers:duplicates.${scoreWord(pair)}`, {
            share: format.percent(Math.min(pair.probability, MOST_SURE), pair.probability > 0.99 ? 1 : 0),
          })}
        </strong>
        <span className="buttons">
          {pair.household && (
            <Button size="small" type="primary" onClick={onHousehold}>
              {t('customers:duplicates.relate')}
            </Button>
          )}
          <Button size="small" type={pair.household ? 'default' : 'primary'} onClick={() => onMerge(keep)}>
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
  const shown: Record<PairLine, (of: Side) => ReactNode> = {
    name: (of) => of.name,
    phone: (of) => of.phone,
    email: (of) => of.email,
    birthday: (of) => of.birthday,
    company: (of) => of.company,
    region: (of) => (of.regionPath ? regionLabel(of.regionPath, i18n.language) : null),
    address: (of) => of.address,
  }
  return (left, right, { reasons }) => {
    const known = PAIR_LINES.map((field) => ({
      name: t(`customers:duplicates.field.${field}`),
      one: shown[field](left),
      other: shown[field](right),
      bits: bitsOfLine(reasons, field),
    })).filter(({ one, other }) => one || other)
    const orders = (of: Side) => t('customers:duplicates.ordersOf', { count: of.orders, day: format.day(of.createdAt) })
    return [...known, { name: t('customers:figure.orders'), one: orders(left), other: orders(right), bits: null }]
  }
}
