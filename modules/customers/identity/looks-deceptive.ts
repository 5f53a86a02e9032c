const JOINERS_IN_SCRIPT = /(?<=[^\p{ASCII}])(?:\u200C|\u200D|\uFE0F)(?=[^\p{ASCII}]|$)/gu
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u
const WORD = /[\p{L}\p{M}]+/gu
// Scripts whose letters can't be told apart on a screen.
const CONFUSABLE = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u]

/** True for text that imitates another: invisible marks inside, or one word in two scripts with the same letter shapes. */
export function looksDeceptive(text: string): boolean {
  // Joiners belong to emoji and to Indic and Arabic script; between Latin letters and digits they only hide.
  const joined = text.replace(JOINERS_IN_SCRIPT, '')
  if (INVISIBLE.test(joined)) return true
  return (text.match(WORD) ?? []).some((word) => CONFUSABLE.filter((script) => script.test(word)).length > 1)
}
