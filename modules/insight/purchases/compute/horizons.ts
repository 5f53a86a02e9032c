/** The times that predictions are about: the next 30, 90 and 365 days. */
export const HORIZONS = [30, 90, 365] as const
