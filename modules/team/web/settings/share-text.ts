/** `0.125` → `12.5`; what is no share stays as it is. */
export function percentOfShare(share: string): string {
  const match = /^(\d)(?:\.(\d{1,4}))?$/.exec(share)
  if (!match) return share
  const hundredths = `${match[1]}${(match[2] ?? '').padEnd(4, '0')}`
  const [whole, part] = [Number(hundredths.slice(0, 3)), hundredths.slice(3).replace(/0+$/, '')]
  return part === '' ? String(whole) : `${whole}.${part}`
}

/** `12.5` → `0.125`, exactly; what is no percentage stays as it is, for the check to refuse. */
export function shareOfPercent(percent: string): string {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(percent)
  if (!match) return percent
  const digits = `${(match[1] ?? '').padStart(3, '0')}${match[2] ?? ''}`
  const part = digits.slice(1).replace(/0+$/, '')
  return part === '' ? digits.slice(0, 1) : `${digits.slice(0, 1)}.${part}`
}
