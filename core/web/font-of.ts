const SYSTEM = "-apple-system, BlinkMacSystemFont, 'Segoe UI'"
const HAN = "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC'"
const LATIN = "Roboto, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans'"

/**
 * Fonts by the reader's language. The first that has a sign draws it, and quotes and apostrophes stand in all of them: a
 * Chinese font sets them a whole sign wide, which is right between Chinese words and wrong in O’Neil.
 */
export const fontOf = (language: string): string =>
  [SYSTEM, ...(/^zh/i.test(language) ? [HAN, LATIN] : [LATIN, HAN]), 'sans-serif'].join(', ')
