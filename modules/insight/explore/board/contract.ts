import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { CHART_KINDS } from '../chart-rules.ts'
import { periodShape, queryShape } from '../contract.ts'

const name = z.string().trim().min(1).max(80)
const chartKind = z.enum(CHART_KINDS)

const exploration = z.object({
  explorationId: z.uuid(),
  name: z.string(),
  query: queryShape,
  chart: chartKind,
  shared: z.boolean(),
  /** The caller may change it. */
  mine: z.boolean(),
  version: z.int(),
  changedAt: z.iso.datetime(),
})
const explorationId = z.object({ explorationId: z.uuid() })

export const listExplorationsCall = call({
  method: 'GET',
  path: '/api/insight/explorations',
  permission: 'insight.read',
  summary: 'My saved questions and those that others share',
  reply: z.object({ items: z.array(exploration) }),
})

export const addExplorationCall = call({
  method: 'POST',
  path: '/api/insight/explorations',
  permission: 'insight.read',
  summary: 'Keep a question',
  body: z.strictObject({ name, query: queryShape, chart: chartKind, shared: z.boolean().default(false) }),
  reply: exploration,
  creates: true,
  errors: ['too_many_explorations'],
})

export const changeExplorationCall = call({
  method: 'PATCH',
  path: '/api/insight/explorations/:explorationId',
  permission: 'insight.read',
  summary: 'Change one of my saved questions, or bring one back that was just removed',
  params: explorationId,
  body: z.strictObject({
    name: name.optional(),
    query: queryShape.optional(),
    chart: chartKind.optional(),
    shared: z.boolean().optional(),
    removed: z.literal(false).optional(),
  }),
  reply: exploration,
  errors: ['exploration_not_found'],
  versioned: true,
})

export const removeExplorationCall = call({
  method: 'DELETE',
  path: '/api/insight/explorations/:explorationId',
  permission: 'insight.read',
  summary: 'Remove one of my saved questions; for a day it can be brought back',
  params: explorationId,
  reply: z.object({ version: z.int() }),
  errors: ['exploration_not_found'],
})

const tile = z.strictObject({
  id: z.uuid(),
  name,
  query: queryShape,
  chart: chartKind,
  /** Takes the whole width. */
  wide: z.boolean().default(false),
})
const tiles = z
  .array(tile)
  .max(24)
  .refine((some) => new Set(some.map(({ id }) => id)).size === some.length, 'two tiles with one id')

const dashboard = z.object({
  dashboardId: z.uuid(),
  name: z.string(),
  tiles: z.array(tile),
  period: periodShape.nullable(),
  shared: z.boolean(),
  mine: z.boolean(),
  version: z.int(),
  changedAt: z.iso.datetime(),
})
const dashboardId = z.object({ dashboardId: z.uuid() })

export const listDashboardsCall = call({
  method: 'GET',
  path: '/api/insight/dashboards',
  permission: 'insight.read',
  summary: 'My dashboards and those that others share',
  reply: z.object({
    items: z.array(dashboard.omit({ tiles: true, period: true }).extend({ tiles: z.int() })),
  }),
})

export const findDashboardCall = call({
  method: 'GET',
  path: '/api/insight/dashboards/:dashboardId',
  permission: 'insight.read',
  summary: 'One dashboard with its tiles',
  params: dashboardId,
  reply: dashboard,
  errors: ['dashboard_not_found'],
})

export const addDashboardCall = call({
  method: 'POST',
  path: '/api/insight/dashboards',
  permission: 'insight.read',
  summary: 'Make a dashboard',
  body: z.strictObject({
    name,
    tiles: tiles.default([]),
    period: periodShape.nullable().default(null),
    shared: z.boolean().default(false),
  }),
  reply: dashboard,
  creates: true,
  errors: ['too_many_dashboards'],
})

export const changeDashboardCall = call({
  method: 'PATCH',
  path: '/api/insight/dashboards/:dashboardId',
  permission: 'insight.read',
  summary: 'Change one of my dashboards, or bring one back that was just removed',
  params: dashboardId,
  body: z.strictObject({
    name: name.optional(),
    tiles: tiles.optional(),
    period: periodShape.nullable().optional(),
    shared: z.boolean().optional(),
    removed: z.literal(false).optional(),
  }),
  reply: dashboard,
  errors: ['dashboard_not_found'],
  versioned: true,
})

export const removeDashboardCall = call({
  method: 'DELETE',
  path: '/api/insight/dashboards/:dashboardId',
  permission: 'insight.read',
  summary: 'Remove one of my dashboards; for a day it can be brought back',
  params: dashboardId,
  reply: z.object({ version: z.int() }),
  errors: ['dashboard_not_found'],
})
