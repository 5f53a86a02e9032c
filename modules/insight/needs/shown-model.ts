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
  season: number
  method: 'model' | 'customer' | 'category'
}

interface Kept {
  model: Model
  /** Spread of the logarithm of sums. */
  spread: number
  of(category: string): KeptCategory | undefined
}

/** The latest fit as pages show it, with what it knows of each category. */
export async function shownModel(ctx: Context): Promise<Kept> {
  const latest = await latestModel(ctx, 'needs')
  const categories = (latest?.parameters['categories'] ?? {}) as Record<string, KeptCategory>
  return {
    model: latest && { asOf: latest.asOf, version: latest.version, state: latest.state, quality: qualityOf(latest) },
    spread: Number(latest?.parameters['spread'] ?? 0),
    of: (category) => (Object.hasOwn(categories, category) ? categories[category] : undefined),
  }
}

type Figures = Record<'error' | 'brier', number> & { coverage: number | null }
type Pairs = { pairs: number; came: number } & Record<'model' | 'customer' | 'category', Figures>

function qualityOf({ quality }: LatestModel): NonNullable<Model>['quality'] {
  const pairs = quality['pairs'] as Pairs | null | undefined
  if (!pairs) return null
  const each = (of: 'error' | 'brier') => ({
    model: pairs.model[of],
    customer: pairs.customer[of],
    category: pairs.category[of],
  })
  return {
    pairs: pairs.pairs,
    came: pairs.came,
    windowDays: Number(quality['windowDays']),
    error: each('error'),
    brier: each('brier'),
    coverage: pairs.model.coverage,
  }
}
