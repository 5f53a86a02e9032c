/** A cell without the apostrophe before its digits, by which a spreadsheet keeps them as they are: '02101. */
export const bareDigits = (text: string): string => text.replace(/^'(?=[+-]?\d)/, '')
