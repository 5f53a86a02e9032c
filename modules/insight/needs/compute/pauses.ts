/**
 * One gap in twenty is a pause, as for a holiday or a purchase elsewhere: pure chance, four times as long on average. Without
 * it a regular buyer who is late is told to be gone for sure, and that is wrong too often to be told. On the grocer's log
 * any share from 2 to 10 % and any length from 3 to 5 tells better than none.
 */
export const PAUSES = { share: 0.05, longer: 4 }
