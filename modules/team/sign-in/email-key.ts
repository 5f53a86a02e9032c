/**
 * What two spellings of an address must share to be the same mailbox: canonical Unicode form, and ASCII letters
 * without case. Nothing else is folded: `mıke@`, full-width or Kelvin-sign look-alikes stay strangers.
 */
export const emailKey = (email: string): string =>
  email.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).normalize('NFC')
