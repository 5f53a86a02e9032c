/** Full-width ASCII (ＡＢＣ１２３，．), ￥, ￡ and the ideographic blank in their narrow form; nothing else changes, so ² stays ². */
export function foldWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\uFFE1\uFFE5\u3000]/g, (char) => {
    if (char === '\u3000') return ' '
    if (char === '\uFFE1') return '£'
    if (char === '\uFFE5') return '¥'
    return String.fromCharCode(char.charCodeAt(0) - 0xfee0)
  })
}

/**
 * Comparison form of a text: NFKC, then case folded the same way in every locale. İ, I, ı and i become one letter,
 * because a Turkish and an English keyboard write the same name with different ones; ẞ becomes ss, final ς becomes σ.
 */
export function foldCase(text: string): string {
  if (isPlainAscii(text)) return text.toLowerCase()
  const lower = text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase()
  return lower.replaceAll('i\u0307', 'i').replaceAll('ς', 'σ').normalize('NFKC')
}

const LETTERS_WITHOUT_DECOMPOSITION: Record<string, string> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
}

/** `foldCase`, and accents of Latin, Greek and Cyrillic letters taken off (é → e, ø → o); marks of other scripts carry meaning and stay. */
export function foldMarks(text: string): string {
  const folded = foldCase(text)
  if (isPlainAscii(folded)) return folded
  return folded
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u0300-\u036F]+/gu, '$1')
    .normalize('NFC')
    .replace(/[øæœłđðþ]/g, (char) => LETTERS_WITHOUT_DECOMPOSITION[char] ?? char)
}

const isPlainAscii = (text: string) => /^[\x20-\x7E]*$/.test(text)
