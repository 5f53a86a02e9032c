export { anonymousCustomerId } from './customer/anonymous-customer-id.ts'
export type { CustomerRow } from './import/customer-row.ts'
export { importCustomers } from './import/import-customers.ts'
export { importInteractions } from './import/import-interactions.ts'
export type { InteractionRow } from './import/interaction-row.ts'
export { type PersonGiven, type ResolvedCustomer, resolveCustomers } from './import/resolve-customers.ts'
export { revertImport } from './import/revert-import.ts'
export { forgetInteractions } from './interaction/forget-interactions.ts'
export { type NewInteraction, type Recorded, recordInteractions } from './interaction/record-interactions.ts'
export { type InteractionPlace, interactionsForExport } from './export/interactions-for-export.ts'
export {
  type CustomerForExport,
  contactsForExport,
  type ExportedCustomers,
  listForExport,
} from './export/list-for-export.ts'
