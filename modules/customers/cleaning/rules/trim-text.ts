// Joiners belong to emoji and to Indic, Arabic and Mongolian script; between Latin letters and digits they only hide.
const JOINERS = /[\u200C\u200D]+/gu
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]|(?![\t\n\r])\p{Cc}/gu
// The wide blank of Chinese writing is put on purpose; one alone stays as it is.
const BLANKS = /[^\S\n]{2,}|[^\S\n\u3000]/gu

/**
 * The text without blanks at its ends and its lines' ends, runs of blanks made one, invisible marks (zero width, byte
 * order, soft hyphen, control) taken out. Everything else stays byte for byte: case, accents, line breaks, joiners of
 * emoji and of scripts that need them, a single wide blank.
 */
export function trimText(text: string): string {
  const visible = text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replace(JOINERS, needed)
  return visible
    .split('\n')
    .map((line) => line.replace(BLANKS, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A run of joiners stays between two signs that are neither ASCII nor blank. */
const needed = (run: string, at: number, whole: string): string =>
  isJoined(whole[at - 1]) && isJoined(whole[at + run.length]) ? run : ''

const isJoined = (sign: string | undefined): boolean => sign !== undefined && sign > '\u007F' && !/\s/u.test(sign)
