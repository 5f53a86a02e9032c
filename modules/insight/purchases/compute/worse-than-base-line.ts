import type { Quality } from './predicted.ts'

/** Whether a model was farther off than the best base line, in mean absolute and in root mean squared error. */
export function worseThanBaseLine({ model, baseLines, best }: Quality): boolean {
  const base = baseLines.find(({ name }) => name === best)
  return (
    base !== undefined &&
    model.meanAbsoluteError > base.meanAbsoluteError &&
    model.rootMeanSquaredError > base.rootMeanSquaredError
  )
}
