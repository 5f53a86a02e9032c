export interface ComposerDraft {
  kind: 'note' | 'call' | 'visit' | 'mail' | 'letter' | 'fax' | 'complaint'
  direction: 'inbound' | 'outbound'
  when: string
  text: string
}

const EMPTY: ComposerDraft = { kind: 'note', direction: 'outbound', when: '', text: '' }
const drafts = new Map<string, ComposerDraft>()

/**
 * What was begun and not saved yet, customer by customer. In memory only: words about customers don't belong into a
 * browser's storage, and a reload or signing out may forget them.
 */
export const composerDrafts = {
  read: (customerId: string): ComposerDraft => drafts.get(customerId) ?? EMPTY,
  write: (customerId: string, draft: ComposerDraft): void => {
    if (draft.text.trim() === '' && draft.when === '') drafts.delete(customerId)
    else drafts.set(customerId, draft)
  },
  forget: (customerId: string): void => void drafts.delete(customerId),
}
