/** Columns of a heat map whose cells hold their number on a whole page. */
export const NUMBERED = 26
const HALF = 10
const PHONE = 7

/** How many fit into what a chart has: a page, half of one, a phone. Beyond that the table and the hint say the numbers. */
export const numberedColumns = (isHalf: boolean): number => (window.innerWidth < 700 ? PHONE : isHalf ? HALF : NUMBERED)
