const LATIN_FORMS = new Set(
  'inc incorporated corp corporation co company ltd limited llc llp plc gmbh ag kg ohg ug sa sarl sas srl spa bv nv ab as oy pty pte the'.split(
    ' ',
  ),
)
const HAN_FORM = /(?:股份)?(?:有限)?(?:责任)?公司$|集团$|厂$/u

/** A firm's name without its legal form, which one writes and another doesn't; a name that is nothing else stays. */
export function dropLegalForm(folded: string): string {
  const words = folded.split(' ').filter((word) => !LATIN_FORMS.has(word))
  const bare = words.join(' ').replace(HAN_FORM, '').trim()
  return bare === '' ? folded : bare
}
