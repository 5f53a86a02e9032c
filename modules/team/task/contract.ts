import { z } from 'zod'
import { call } from '#core/http/contract.ts'

export const listTasksCall = call({
  method: 'GET',
  path: '/api/tasks',
  permission: 'signed-in',
  summary: 'My long jobs: those at work, and those of the last seven days',
  reply: z.object({
    items: z.array(
      z.object({
        taskId: z.string(),
        kind: z.string(),
        title: z.string(),
        state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
        done: z.number(),
        total: z.number().nullable(),
        result: z.record(z.string(), z.unknown()).nullable(),
        error: z.string().nullable(),
        cancelAsked: z.boolean(),
        createdAt: z.iso.datetime(),
      }),
    ),
  }),
})

export const cancelTaskCall = call({
  method: 'POST',
  path: '/api/tasks/:taskId/cancel',
  permission: 'signed-in',
  summary: 'Ask one of my long jobs to stop',
  params: z.object({ taskId: z.uuid() }),
  errors: ['task_not_found'],
})
