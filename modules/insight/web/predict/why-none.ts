import type { TFunction } from 'i18next'

export interface Lacking {
  customers: number
  lacking: { needed: number; repeats: number; neededRepeats: number } | null
}

/** Why nothing is predicted; null: no fit was made yet. */
export function whyNone(t: TFunction, model: Lacking | null): string {
  if (!model?.lacking) return t(model ? 'insight:predict.none' : 'insight:predict.notYet')
  const { needed, repeats, neededRepeats } = model.lacking
  return model.customers < needed
    ? t('insight:predict.tooLittle', { count: model.customers, needed })
    : t('insight:predict.tooFewRepeats', { count: repeats, needed: neededRepeats })
}

/** Of a kept fit: nothing lacks where its state says otherwise. */
export function lackingOf({
  state,
  rows,
  parameters,
}: {
  state: string
  rows: number
  parameters: Record<string, unknown>
}): Lacking | null {
  const { needed, repeats, neededRepeats } = parameters
  if (state !== 'too_little_data' || typeof needed !== 'number') return null
  return { customers: rows, lacking: { needed, repeats: Number(repeats), neededRepeats: Number(neededRepeats) } }
}
