'use strict'
/** A real Vendure with one product, for `npm run test:shops`; runs in the folder that Vendure is installed in. */
const { mkdtempSync, writeFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { tmpdir } = require('node:os')
const { join } = require('node:path')

const own = createRequire(join(process.cwd(), 'package.json'))
const { bootstrap, DefaultJobQueuePlugin, DefaultLogger, dummyPaymentHandler, LogLevel } = own('@vendure/core')
const { populate } = own('@vendure/core/cli')
const { RapportPlugin } = own('./rapport-plugin.cjs')

const { port, url, secret } = JSON.parse(process.env.SHOP)
const folder = mkdtempSync(join(tmpdir(), 'vendure-'))
const products = join(folder, 'products.csv')
writeFileSync(
  products,
  `name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets
Green tea,green-tea,,,brand:Leaf,size,small,TEA-S,5.00,standard,100,true,,
,,,,,,large,TEA-L,9.00,standard,50,true,,
`,
)
const config = {
  apiOptions: { port, hostname: '127.0.0.1' },
  authOptions: {
    tokenMethod: 'bearer',
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
    requireVerification: false,
  },
  // SQLite as WebAssembly: nothing has to be compiled.
  dbConnectionOptions: { type: 'sqljs', synchronize: true, autoSave: false, location: join(folder, 'shop.sqlite') },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  plugins: [DefaultJobQueuePlugin.init({ pollInterval: 100 }), RapportPlugin.init({ url, secret })],
  logger: new DefaultLogger({ level: LogLevel.Error }),
  importExportOptions: { importAssetsDir: folder },
}
const initialData = {
  defaultLanguage: 'en',
  defaultZone: 'Europe',
  countries: [{ name: 'Germany', code: 'DE', zone: 'Europe' }],
  taxRates: [{ name: 'Standard', percentage: 20 }],
  shippingMethods: [{ name: 'Post', price: 490 }],
  paymentMethods: [
    {
      name: 'dummy',
      handler: { code: dummyPaymentHandler.code, arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [],
}
populate(() => bootstrap(config), initialData, products).then(
  () => process.send('up'),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
process.on('disconnect', () => process.exit(0))
