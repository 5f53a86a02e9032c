import { defineRoom, serve } from '#core/module.ts'
import * as contract from './contract.ts'
import { listDeliveries } from './delivery/list-deliveries.ts'
import { replayDelivery, replaySince } from './delivery/replay.ts'
import { testWebhook } from './delivery/test-webhook.ts'
import { addWebhook, changeWebhook, deleteWebhook, listWebhooks } from './endpoint/manage-endpoints.ts'
import { rotateSecret } from './endpoint/rotate-secret.ts'
import { deliverJob, leftOversJob, tidyJob } from './jobs.ts'
import { permissions } from './permissions.ts'
import { reactions } from './reactions.ts'

export const webhooks = defineRoom({
  name: 'webhooks',
  folder: import.meta.dirname,
  permissions,
  calls: [
    serve(contract.listWebhooksCall, listWebhooks),
    serve(contract.addWebhookCall, addWebhook),
    serve(contract.changeWebhookCall, changeWebhook),
    serve(contract.deleteWebhookCall, deleteWebhook),
    serve(contract.rotateSecretCall, rotateSecret),
    serve(contract.testWebhookCall, testWebhook),
    serve(contract.listDeliveriesCall, listDeliveries),
    serve(contract.replayDeliveryCall, replayDelivery),
    serve(contract.replaySinceCall, replaySince),
  ],
  reactions,
  jobs: [deliverJob, leftOversJob, tidyJob],
})
