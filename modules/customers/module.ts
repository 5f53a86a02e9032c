import { defineRoom } from '#core/module.ts'
import { cleaningCalls } from './cleaning/calls.ts'
import { qualityWeights } from './cleaning/quality/quality-weights.ts'
import { duplicateRules } from './duplicates/duplicate-settings.ts'
import { jobs } from './jobs.ts'
import { listCalls } from './list/calls.ts'
import { mergeRules } from './merge/merge-settings.ts'
import { permissions } from './permissions.ts'
import { reactions } from './reactions.ts'
import { recordCalls } from './record-calls.ts'
import { segmentCalls } from './segment/calls.ts'
import { viewCalls } from './view/calls.ts'
import { visitorDays } from './visitor/forget-visitors.ts'

export const customers = defineRoom({
  name: 'customers',
  folder: import.meta.dirname,
  permissions,
  settings: [mergeRules, duplicateRules, visitorDays, qualityWeights],
  calls: [...recordCalls, ...listCalls, ...segmentCalls, ...viewCalls, ...cleaningCalls],
  reactions,
  jobs,
})
