import type { House } from '#core/house.ts'
import { wakeSoon } from '#core/jobs/wake-soon.ts'

export const PROCESS_JOB = 'shops.process'

/** Has what shops sent taken in soon. */
export const wakeProcessing = (house: House): void => wakeSoon(house, { name: PROCESS_JOB, queue: 'shops' })
