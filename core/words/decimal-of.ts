/**
 * An amount or count of another system's JSON (a number, or text such as "19.90") as exact plain decimal text with at most
 * so many decimals; null for anything else. Numbers are rounded there, as they can't be exact anyway.
 */
export function decimalOf(value: unknown, decimals = 6): string | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) && Math.abs(value) < 1e15 ? shortest(value.toFixed(decimals)) : null
  }
  if (typeof value !== 'string') return null
  const match = /^\s*([+-]?)(\d{1,20})(?:\.(\d{1,20}))?\s*$/.exec(value)
  if (!match) return null
  const [, sign = '', whole = '0', fraction = ''] = match
  const text = `${sign === '-' ? '-' : ''}${whole.replace(/^0+(?=\d)/, '')}`
  if (fraction.length <= decimals) return shortest(fraction === '' ? text : `${text}.${fraction}`)
  // A longer fraction is rounded half away from zero, digit by digit.
  const kept = BigInt(`${whole}${fraction.slice(0, decimals)}`) + (Number(fraction[decimals]) >= 5 ? 1n : 0n)
  const digits = kept.toString().padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  const rounded = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`
  return shortest(`${sign === '-' ? '-' : ''}${rounded}`)
}

function shortest(text: string): string {
  const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return /^-?0*$/.test(plain) ? '0' : plain
}
