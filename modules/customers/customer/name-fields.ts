/** The company's own fields that hold the parts of a name: they are masked where the name is. */
export const NAME_FIELDS = ['family_name', 'given_name'] as const

export const isNameField = (key: string): boolean => (NAME_FIELDS as readonly string[]).includes(key)
