import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'

/** Somebody changed a setting of the company. */
export const settingChanged = defineEvent('team.setting.changed', z.object({ name: z.string() }))
