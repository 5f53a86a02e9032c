import type { Country } from './countries.ts'

/** Currency of a country and what one yuan is in it, as whole ten-thousandths: fixed, for the shop is made up. */
export const moneyOfCountry: Record<Country, { currency: string; perYuan: number }> = {
  CN: { currency: 'CNY', perYuan: 10_000 },
  GB: { currency: 'GBP', perYuan: 1_100 },
  US: { currency: 'USD', perYuan: 1_400 },
  DE: { currency: 'EUR', perYuan: 1_300 },
  BR: { currency: 'BRL', perYuan: 7_800 },
}
