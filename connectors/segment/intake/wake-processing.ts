import type { House } from '#core/house.ts'
import { wakeSoon } from '#core/jobs/wake-soon.ts'

export const PROCESS_JOB = 'segment.process'

/** Has the inbox read soon. */
export const wakeProcessing = (house: House): void => wakeSoon(house, { name: PROCESS_JOB, queue: 'segment' })
