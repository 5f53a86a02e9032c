import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'

/** A unit has a name that files may call it by: a new one, or one more. */
export const unitNamed = defineEvent('team.unit.named', z.object({ unitId: z.int(), name: z.string() }))

/** Somebody changed a setting of the company. */
export const settingChanged = defineEvent('team.setting.changed', z.object({ name: z.string() }))
