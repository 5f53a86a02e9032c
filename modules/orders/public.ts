export { orderExportColumns, ordersForExport } from './export/orders-for-export.ts'
export { importOrders } from './import/import-orders.ts'
export type { OrderLineRow } from './import/order-line-row.ts'
export { revertImport } from './import/revert-import.ts'
