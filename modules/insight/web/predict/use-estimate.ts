import { useTranslation } from 'react-i18next'

/** Amounts that are estimates: three significant digits, because more would feign a precision they haven't got. */
export function useEstimate(currency: string): (amount: string) => string {
  const { i18n } = useTranslation()
  const format = new Intl.NumberFormat(i18n.language, {
    style: 'currency',
    currency,
    maximumSignificantDigits: 3,
  })
  return (amount) => format.format(Number(amount))
}
