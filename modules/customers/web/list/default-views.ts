import type { TFunction } from 'i18next'
import type { SavedView } from '#core/web/list-views.tsx'

/** The views everybody has. Who may not see profits is not told what customers are worth in the future either. */
export function defaultViews(t: TFunction, today: Date, seesProfit: boolean): SavedView[] {
  const month = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, '0')}-01`
  return [
    { key: 'all', title: t('customers:view.all'), search: {} },
    { key: 'key', title: t('customers:view.key'), search: { class: 'key', sort: '-revenue' } },
    {
      key: 'worthWinning',
      title: t('customers:view.worthWinning'),
      search: { class: 'worth_winning', sort: '-revenue' },
    },
    { key: 'new', title: t('customers:view.new'), search: { created: `${month}..`, sort: '-created' } },
    { key: 'quiet', title: t('customers:view.quiet'), search: { recency: '90..', sort: '-revenue' } },
    {
      key: 'leaving',
      title: t('customers:view.leaving'),
      search: {
        churnLevel: 'medium',
        class: 'key,worth_winning',
        // What would be lost with them, most first.
        sort: seesProfit ? '-lifetimeValue' : '-revenue',
        columns: seesProfit
          ? 'churnRisk,expectedValue,lifetimeValue,lastOrder,nextPurchase'
          : 'orders,revenue,churnRisk,expectedOrders,lastOrder,nextPurchase',
      },
    },
  ]
}
