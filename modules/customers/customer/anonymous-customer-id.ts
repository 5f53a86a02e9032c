/** The one record that holds sales without a customer; it is made with the tables and stands in no list. */
export const ANONYMOUS_CUSTOMER = '00000000-0000-7000-8000-000000000001'

/** The record that anonymous sales belong to. */
export const anonymousCustomerId = (): string => ANONYMOUS_CUSTOMER
