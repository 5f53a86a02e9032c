import { defineRoom } from '#core/module.ts'
import { classRuleSetting } from './rule/class-rule.ts'
import { analyseJob, nightlyJob, refreshJob } from './run/analyse-jobs.ts'
import { announceClasses } from './run/announce-classes.ts'

export const insight = defineRoom({
  name: 'insight',
  folder: import.meta.dirname,
  settings: [classRuleSetting],
  permissions: {
    'insight.read': {
      allows: 'See value analysis: overview, classes, scores and their reasons',
      roles: ['manager', 'marketer', 'agent', 'dealer', 'analyst', 'auditor'],
    },
    'insight.rule': {
      allows: 'Change the rule of the value classes and start an analysis',
      roles: ['manager', 'analyst'],
    },
  },
  jobs: [analyseJob, nightlyJob, refreshJob, announceClasses],
})
