const NO_MINOR_UNIT = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const THREE_DIGITS = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')
const FOUR_DIGITS = ['CLF', 'UYW']

// Written out, because engines follow CLDR of different years here, and a server and a browser must round alike.
const DIGITS = new Map<string, number>([
  ...NO_MINOR_UNIT.map((code): [string, number] => [code, 0]),
  ...THREE_DIGITS.map((code): [string, number] => [code, 3]),
  ...FOUR_DIGITS.map((code): [string, number] => [code, 4]),
])

let known: Set<string> | undefined

/** True for an ISO 4217 code in capitals, past ones (DEM) included. */
export function isCurrency(code: string): boolean {
  known ??= new Set([...Intl.supportedValuesOf('currency'), ...DIGITS.keys()])
  return known.has(code)
}

/** Digits of the minor unit by ISO 4217: JPY 0, most 2, KWD 3. */
export function minorDigits(currency: string): number {
  return DIGITS.get(currency) ?? 2
}
