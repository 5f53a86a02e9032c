import { categoryComparison, codeComparison, frequentCodeComparison, yearComparison } from './compare-codes.ts'
import { emailComparison, phoneComparison } from './compare-contacts.ts'
import { dateComparison } from './compare-dates.ts'
import { nameComparison } from './compare-names.ts'
import { phraseComparison, streetComparison, wordComparison } from './compare-texts.ts'
import type { Comparison } from './comparison.ts'
import type { Role } from './table.ts'

/** How values of a role are compared. */
export const comparisonOfRole: Readonly<Record<Exclude<Role, 'name' | 'ignore'>, Comparison>> = {
  given: nameComparison,
  surname: nameComparison,
  'birth-date': dateComparison,
  phone: phoneComparison,
  email: emailComparison,
  street: streetComparison,
  number: frequentCodeComparison,
  place: wordComparison,
  region: frequentCodeComparison,
  country: categoryComparison,
  postcode: frequentCodeComparison,
  identity: codeComparison,
  company: phraseComparison,
  title: phraseComparison,
  year: yearComparison,
  category: categoryComparison,
  other: phraseComparison,
}
