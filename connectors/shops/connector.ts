import { defineRoom, serve } from '#core/module.ts'
import { addShop } from './connection/add-shop.ts'
import { changeShop, pullAgain, turnSecret } from './connection/change-shop.ts'
import { listShops } from './connection/list-shops.ts'
import { listMessages, replayMessages } from './connection/messages.ts'
import * as contract from './contract.ts'
import { serveHooks } from './intake/serve-hooks.ts'
import { jobs } from './jobs.ts'

/** Asks for the right of the sources of events: whoever connects a site connects a shop. */
export const shops = defineRoom({
  name: 'shops',
  folder: import.meta.dirname,
  calls: [
    serve(contract.listShopsCall, listShops),
    serve(contract.addShopCall, addShop),
    serve(contract.changeShopCall, changeShop),
    serve(contract.turnSecretCall, turnSecret),
    serve(contract.pullShopCall, pullAgain),
    serve(contract.listMessagesCall, listMessages),
    serve(contract.replayMessagesCall, replayMessages),
  ],
  jobs,
  routes: serveHooks,
})
