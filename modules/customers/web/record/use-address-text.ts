import { useTranslation } from 'react-i18next'
import { countryName, isCountryCode } from '#core/words/regions.ts'
import type { Address } from './use-addresses.ts'

/** An address as the reader's language writes it: from the country down in Chinese, from the street up in English. */
export function useAddressText(): (address: Address) => { who: string; where: string } {
  const { i18n } = useTranslation()
  const { language } = i18n
  return ({ recipient, phone, street, postcode, city, region, country }) => {
    const land = country && isCountryCode(country) ? countryName(country, language) : country
    const down = [land, region, city, street, postcode]
    const up = [street, postcode, city, region, land]
    const given = (parts: readonly (string | null | undefined)[]) => parts.filter((part) => part)
    return {
      who: given([recipient, phone]).join(' · '),
      where: language === 'zh-CN' ? given(down).join(' ') : given(up).join(', '),
    }
  }
}
