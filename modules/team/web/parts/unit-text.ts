import i18next from 'i18next'

const COMPANY = 1

/** A unit's name; the company's own, until somebody names it, in the reader's language. */
export const unitText = (unitId: number, name: string): string =>
  unitId === COMPANY && name === 'Company' ? i18next.t('team:kind.company') : name
