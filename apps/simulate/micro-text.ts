/** A whole number of millionths as an exact decimal: at least two places, more only where they are needed. */
export function microText(micro: number | bigint): string {
  const digits = String(micro < 0 ? -micro : micro).padStart(7, '0')
  const cut = digits.length - 6
  const places = digits.slice(cut)
  const decimals = places.endsWith('0000') ? places.slice(0, 2) : places.replace(/0+$/, '').padEnd(2, '0')
  return `${micro < 0 ? '-' : ''}${digits.slice(0, cut)}.${decimals}`
}
