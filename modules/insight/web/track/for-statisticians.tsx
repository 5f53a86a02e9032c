import { useTranslation } from 'react-i18next'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { figureAt } from './figure-at.ts'
import type { Model } from './model-panel.tsx'

/** Where the figures of a fit stand that an analyst asks for, by the keys of their names. */
const PLACES: Record<Model['model'], readonly [name: string, path: string][]> = {
  purchases: [
    ['r', 'parameters.r'],
    ['alpha', 'parameters.alpha'],
    ['stopA', 'parameters.a'],
    ['stopB', 'parameters.b'],
    ['s', 'parameters.s'],
    ['beta', 'parameters.beta'],
    ['logLikelihood', 'logLikelihood'],
    ['heldOutBg', 'choice.logLikelihoods.bg-nbd'],
    ['heldOutPareto', 'choice.logLikelihoods.pareto-nbd'],
    ['p', 'money.parameters.p'],
    ['q', 'money.parameters.q'],
    ['gamma', 'money.parameters.gamma'],
    ['correlation', 'money.correlation'],
    ['churnWindow', 'churnWindowDays'],
    ['usualActive', 'usual.pActive'],
    ['usualOrders', 'usual.ordersWhileActive'],
    ['usualSpend', 'usual.spend'],
    ['draws', 'draws'],
    ['cells', 'cells.fitted'],
    ['rounding', 'cells.fittedRounding'],
  ],
  needs: [
    ['regularity', 'regularity'],
    ['alike', 'alike'],
    ['typical', 'typical'],
    ['paceShare', 'paceShare'],
    ['leaveA', 'a'],
    ['leaveB', 'b'],
    ['spread', 'spread'],
    ['logLikelihood', 'logLikelihood'],
    ['sampled', 'sampledCustomers'],
  ],
  baskets: [
    ['windowDays', 'days'],
    ['testDays', 'horizon'],
    ['buyers', 'customers'],
    ['rules', 'product.rules'],
    ['tried', 'product.tried'],
    ['itemSets', 'product.itemSets'],
    ['least', 'product.least'],
    ['categoryRules', 'category.rules'],
    ['categoryTried', 'category.tried'],
    ['links', 'weights.links'],
    ['halfLife', 'weights.halfLife'],
  ],
  demand: [
    ['weeks', 'weeks'],
    ['ets', 'models.ets'],
    ['ses', 'models.ses'],
    ['tsb', 'models.tsb'],
    ['croston', 'models.croston'],
    ['sba', 'models.sba'],
    ['mean', 'models.mean'],
    ['naive', 'models.naive'],
    ['ended', 'models.ended'],
  ],
}

/** Where too little past could be held out, the models were compared on all that there is. */
function named({ parameters }: Model, name: string): string {
  const { by } = (parameters['choice'] ?? {}) as { by?: string }
  return by === 'fit' ? name.replace('heldOut', 'fit') : name
}

/** The parameters of a fit by their proper names, folded. */
export function ForStatisticians({ model }: { model: Model }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = PLACES[model.model].flatMap(([name, path]) => {
    const value = figureAt(model.parameters, path)
    return value === null
      ? []
      : [
          [
            t(`insight:track.parameter.${model.model}.${named(model, name)}`),
            format.number(
              value,
              Math.abs(value) < 100 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 1 },
            ),
          ],
        ]
  })
  if (rows.length === 0) return null
  const label = t('insight:track.parameters')
  return (
    <details>
      <summary>{label}</summary>
      <div className="scrolled">
        <PlainTable
          label={label}
          data={{
            columns: [{ title: t('insight:track.figure') }, { title: t('insight:track.value'), figure: true }],
            rows,
          }}
        />
      </div>
    </details>
  )
}
