import { dayText } from './day-text.ts'

const SECONDS = 86_400
const days = new Map<number, string>()
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

function cachedDay(day: number): string {
  let text = days.get(day)
  if (text === undefined) {
    text = dayText(day)
    days.set(day, text)
  }
  return text
}

/** The shop's wall clock (all of China keeps UTC+8) of a local second counted from 1970, with its offset. */
export function timeText(second: number): string {
  const day = Math.floor(second / SECONDS)
  const rest = second - day * SECONDS
  return `${cachedDay(day)}T${two[Math.floor(rest / 3600)]}:${two[Math.floor(rest / 60) % 60]}:${two[rest % 60]}+08:00`
}
