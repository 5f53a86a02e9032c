/** How much or how many, at the end of a name: `250ml`, `×16`. Bounded, so that it takes time in proportion to the name. */
const AMOUNT =
  /[\s,，/·-]{0,3}(?:[x×*]\s?\d{1,6}|\d{1,6}(?:\.\d{1,4})?\s?(?:[mc]?l|[mk]?g|oz|lbs?|pcs?|pieces?|packs?|p|ct|count|毫升|升|千?克|公?斤|[片包袋盒瓶罐支只枚粒个件抽卷条双]))$/u
/** `（家庭装）`, `(family pack)` */
const BRACKETS = /\s?[（(【[][^（(【[]{0,20}(?:装|pack|箱|box)[）)】\]]$/u
const MOST_PARTS = 8

/**
 * The name of goods without the pack they are sold in, in lower case: products of one brand and category whose names then agree are
 * packs of the same goods. `Milk 250ml×16×2 (family pack)` → `milk`. A name that is nothing but a pack stays whole.
 */
export function goodsName(name: string): string {
  const whole = name.normalize('NFKC').toLowerCase().trim()
  let bare = whole.replace(BRACKETS, '')
  for (let parts = 0; parts < MOST_PARTS; parts++) {
    const shorter = bare.replace(AMOUNT, '').trim()
    if (shorter === bare) break
    bare = shorter
  }
  return bare === '' ? whole : bare
}
