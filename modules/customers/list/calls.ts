import { serve } from '#core/module.ts'
import { countCustomersCall, listChoicesCall, listCustomersCall, listFieldsCall, listRegionsCall } from './contract.ts'
import { countCustomers } from './count-customers.ts'
import { listChoices } from './list-choices.ts'
import { listCustomers } from './list-customers.ts'
import { listFields } from './list-fields.ts'
import { listRegions } from './list-regions.ts'

export const listCalls = [
  serve(listCustomersCall, listCustomers),
  serve(countCustomersCall, countCustomers),
  serve(listRegionsCall, listRegions),
  serve(listFieldsCall, listFields),
  serve(listChoicesCall, listChoices),
]
