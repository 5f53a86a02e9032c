/** A header as it is compared: width and case folded, letters, digits and characters only ("Customer ID" = customer_id). */
export const headerKey = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
