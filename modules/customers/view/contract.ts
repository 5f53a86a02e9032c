import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const list = z.enum(['customers', 'orders'])
/** What stands in the address of the list: filters, search, sort, columns. */
const search = z
  .record(z.string().regex(/^[a-zA-Z][\w.-]{0,60}$/), z.string().max(2000))
  .refine((given) => Object.keys(given).length <= 40, 'more than 40 parts')
const name = z.string().trim().min(1).max(60)

const view = z.object({
  viewId: z.uuid(),
  list,
  name: z.string(),
  search,
  shared: z.boolean(),
  /** The caller may change it. */
  mine: z.boolean(),
  position: z.int(),
  version: z.int(),
})
const params = z.object({ viewId: z.uuid() })

export const listViewsCall = call({
  method: 'GET',
  path: '/api/views',
  permission: 'signed-in',
  summary: 'My saved views of a list and those that others share',
  query: z.object({ list }),
  reply: z.object({ items: z.array(view) }),
})

export const addViewCall = call({
  method: 'POST',
  path: '/api/views',
  permission: 'signed-in',
  summary: 'Save a view of a list',
  body: z.object({ list, name, search, shared: z.boolean().default(false) }),
  reply: view,
  errors: ['too_many_views'],
})

export const changeViewCall = call({
  method: 'PATCH',
  path: '/api/views/:viewId',
  permission: 'signed-in',
  summary: 'Change one of my saved views',
  params,
  body: z.object({
    name: name.optional(),
    search: search.optional(),
    shared: z.boolean().optional(),
    position: z.int().min(0).max(1000).optional(),
  }),
  reply: view,
  errors: ['view_not_found'],
  versioned: true,
})

export const removeViewCall = call({
  method: 'DELETE',
  path: '/api/views/:viewId',
  permission: 'signed-in',
  summary: 'Remove one of my saved views',
  params,
  errors: ['view_not_found'],
})
