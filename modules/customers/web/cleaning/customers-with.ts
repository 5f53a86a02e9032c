/** The list of customers with this gap. */
export const customersWith = (gap: string): string => `/customers?gap=${gap}&sort=quality`

/** The list of customers whose quality lies between these, both included. */
export const customersOfQuality = (from: number, to: number): string => `/customers?quality=${from}..${to}&sort=quality`
