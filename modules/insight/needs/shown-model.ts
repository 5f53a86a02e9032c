import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { type LatestModel, latestModel } from '../model/latest-model.ts'
import type { findNeedSummaryCall } from './contract.ts'

type Model = ReplyOf<typeof findNeedSummaryCall>['model']

/** What a fit keeps of each category; see fitted-needs.ts. */
export interface KeptCategory {
  regularity: number
  elasticity: number
  usualGap: number
  factor: number
  /** Absent in fits of an earlier edition. */
  seasons?: { ahead: number; behind: number }
  method: 'model' | 'customer' | 'category'
}

interface Kept {
  model: Model
  /** Spread of the logarithm of sums. */
  spread: number
  /** How the 30 days ahead and those behind stood out a year ago; null where no year is known. */
  season: { ahead: number; behind: number } | null
  of(category: string): KeptCategory | undefined
}

/** The latest fit as pages show it, with what it knows of each category. */
export async function shownModel(ctx: Context): Promise<Kept> {
  const latest = await latestModel(ctx, 'needs')
  const categories = (latest?.parameters['categories'] ?? {}) as Record<string, KeptCategory>
  return {
    model: latest && { asOf: latest.asOf, version: latest.version, state: latest.state, quality: qualityOf(latest) },
    spread: Number(latest?.parameters['spread'] ?? 0),
    season: (latest?.parameters['season'] as Kept['season'] | undefined) ?? null,
    of: (category) => (Object.hasOwn(categories, category) ? categories[category] : undefined),
  }
}

type Figures = Record<'error' | 'cameError' | 'brier' | 'told', number> & { coverage: number | null }
type Pairs = { pairs: number; came: number } & Record<'model' | 'customer' | 'category', Figures>
type Customers = NonNullable<NonNullable<Model>['quality']>['customers']

function qualityOf({ quality }: LatestModel): NonNullable<Model>['quality'] {
  const pairs = quality['pairs'] as Pairs | null | undefined
  if (!pairs) return null
  const each = (of: 'error' | 'cameError' | 'brier') => ({
    model: pairs.model[of],
    customer: pairs.customer[of],
    category: pairs.category[of],
  })
  return {
    pairs: pairs.pairs,
    came: pairs.came,
    windowDays: Number(quality['windowDays']),
    error: each('error'),
    cameError: each('cameError'),
    brier: each('brier'),
    told: pairs.model.told,
    coverage: pairs.model.coverage,
    customers: (quality['customers'] as Customers | undefined) ?? null,
  }
}
