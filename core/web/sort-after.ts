/**
 * The sort after a column is picked from a menu: the one that stands is turned round. Figures are mostly wanted from the
 * top, as are moments, whose latest come first.
 */
export function sortAfter(
  column: { sort?: string; figure?: boolean; moment?: boolean },
  sort: string | undefined,
): string {
  const name = column.sort ?? ''
  if (sort === name) return `-${name}`
  if (sort === `-${name}`) return name
  return column.figure || column.moment ? `-${name}` : name
}
