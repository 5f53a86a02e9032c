/**
 * The floors of the house. A module asks only lower floors; the wing is asked by nobody and asks nobody.
 * The import rules and ARCHITECTURE.md are made from this list.
 */
export const floors: readonly (readonly string[])[] = [['team'], ['customers'], ['catalogue'], ['orders']]

export const wings: readonly string[] = ['insight']
