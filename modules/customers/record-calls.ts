import { serve } from '#core/module.ts'
import { addAddress, changeAddress, removeAddress } from './address/change-addresses.ts'
import { addAddressCall, changeAddressCall, removeAddressCall } from './address/contract.ts'
import { listConsentsCall, recordConsentCall } from './consent/contract.ts'
import { listConsents } from './consent/list-consents.ts'
import { recordConsent } from './consent/record-consent.ts'
import { archiveCustomer, restoreCustomer } from './customer/archive-customer.ts'
import { changeCustomer } from './customer/change-customer.ts'
import {
  archiveCustomerCall,
  changeCustomerCall,
  createCustomerCall,
  findCustomerCall,
  restoreCustomerCall,
} from './customer/contract.ts'
import { createCustomer } from './customer/create-customer.ts'
import { findCustomer } from './customer/find-customer.ts'
import { duplicatesCalls } from './duplicates/calls.ts'
import { addFieldCall, changeFieldCall, listFieldsCall, orderFieldsCall } from './field/contract.ts'
import { addField, changeField, listFields } from './field/custom-fields.ts'
import { orderFields } from './field/order-fields.ts'
import { addIdentity } from './identity/add-identity.ts'
import { addIdentityCall, makePrimaryCall, removeIdentityCall } from './identity/contract.ts'
import { makePrimary } from './identity/make-primary.ts'
import { removeIdentity } from './identity/remove-identity.ts'
import { addInteraction } from './interaction/add-interaction.ts'
import { addInteractionCall, listInteractionsCall } from './interaction/contract.ts'
import { listInteractions } from './interaction/list-interactions.ts'
import { chooseValue } from './merge/choose-value.ts'
import {
  chooseValueCall,
  listMergesCall,
  listValuesCall,
  mergeCustomersCall,
  previewMergeCall,
  unmergeCustomerCall,
} from './merge/contract.ts'
import { listMerges } from './merge/list-merges.ts'
import { listValues } from './merge/list-values.ts'
import { mergeCustomers } from './merge/merge-customers.ts'
import { previewMerge } from './merge/preview-merge.ts'
import { unmergeCustomer } from './merge/unmerge-customer.ts'
import { addRelation, removeRelation } from './relation/change-relations.ts'
import { addRelationCall, removeRelationCall } from './relation/contract.ts'
import { searchCall } from './search/contract.ts'
import { searchCustomers } from './search/search-customers.ts'
import { changeMany } from './tag/change-many.ts'
import { changeManyCall, listTagsCall } from './tag/contract.ts'
import { listTags } from './tag/list-tags.ts'
import { findPersonalLinkCall } from './visitor/contract.ts'
import { findPersonalLink } from './visitor/personal-link.ts'

/** Calls about one record and what hangs on it; lists, segments and views have their own. */
export const recordCalls = [
  serve(createCustomerCall, createCustomer),
  serve(findCustomerCall, findCustomer),
  serve(findPersonalLinkCall, findPersonalLink),
  serve(changeCustomerCall, changeCustomer),
  serve(archiveCustomerCall, archiveCustomer),
  serve(restoreCustomerCall, restoreCustomer),
  serve(addIdentityCall, addIdentity),
  serve(removeIdentityCall, removeIdentity),
  serve(makePrimaryCall, makePrimary),
  serve(addAddressCall, addAddress),
  serve(changeAddressCall, changeAddress),
  serve(removeAddressCall, removeAddress),
  serve(addRelationCall, addRelation),
  serve(removeRelationCall, removeRelation),
  ...duplicatesCalls,
  serve(mergeCustomersCall, (ctx, { customerId, otherIds, evidence }) =>
    mergeCustomers(ctx, { customerId, otherIds, ...(evidence && { evidence }) }),
  ),
  serve(previewMergeCall, previewMerge),
  serve(unmergeCustomerCall, unmergeCustomer),
  serve(listMergesCall, listMerges),
  serve(listValuesCall, listValues),
  serve(chooseValueCall, chooseValue),
  serve(recordConsentCall, recordConsent),
  serve(listConsentsCall, listConsents),
  serve(listFieldsCall, listFields),
  serve(addFieldCall, addField),
  serve(changeFieldCall, changeField),
  serve(orderFieldsCall, orderFields),
  serve(listTagsCall, listTags),
  serve(changeManyCall, changeMany),
  serve(listInteractionsCall, listInteractions),
  serve(addInteractionCall, addInteraction),
  serve(searchCall, searchCustomers),
]
