interface KnownView {
  key: string
  search: Record<string, string>
  mine: boolean
}

const textOf = (search: Record<string, string>) => JSON.stringify(Object.entries(search).sort())

/** The view that shows exactly this. */
export const viewOf = <View extends KnownView>(
  shown: Record<string, string>,
  views: readonly View[],
): View | undefined => views.find((view) => textOf(view.search) === textOf(shown))

/**
 * The key of one's own view that what is shown began from, so that it can be brought up to date after a filter changed:
 * the last own one that was shown as it is, until another view is opened.
 */
export function viewOrigin(
  before: string | null,
  shown: Record<string, string>,
  views: readonly KnownView[],
): string | null {
  const current = viewOf(shown, views)
  if (current) return current.mine ? current.key : null
  return views.some(({ key }) => key === before) ? before : null
}
