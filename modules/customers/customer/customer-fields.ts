import { z } from 'zod'

const text = (most: number) => z.string().max(most)
const optional = (most: number) => text(most).nullable().optional()

/** A day people are born on: not after tomorrow, and nobody is older than that. */
export const birthday = z.iso
  .date()
  .refine((day) => day >= '1880-01-01' && day <= new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), {
    message: 'not a birthday',
  })

export const tagText = z.string().trim().min(1).max(60)

export const customValues = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
    z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]),
  )
  .refine((values) => Object.keys(values).length <= 100, { message: 'at most 100 fields' })

/** Fields of a record that people write. */
export const customerFields = z.object({
  name: text(400).optional(),
  kind: z.enum(['person', 'organisation', 'household']).optional(),
  stage: z.enum(['lead', 'customer']).optional(),
  gender: z.enum(['female', 'male', 'other']).nullable().optional(),
  birthday: birthday.nullable().optional(),
  country: optional(80),
  region: optional(80),
  city: optional(80),
  address: optional(500),
  postcode: optional(20),
  company: optional(200),
  tags: z.array(tagText).max(100).optional(),
  custom: customValues.optional(),
  ownerStaffId: z.uuid().nullable().optional(),
  unitIds: z.array(z.int().positive()).min(1).max(50).optional(),
})
export type CustomerFields = z.output<typeof customerFields>
