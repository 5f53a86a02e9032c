import { defineRoom, serve } from '#core/module.ts'
import { jobs } from './jobs.ts'
import { exchangeRates } from './money/exchange-rates.ts'
import { servingRates } from './money/serving-rates.ts'
import {
  countOrdersCall,
  findOrderCall,
  listOrderChoicesCall,
  listOrdersCall,
  placeOrderCall,
  returnGoodsCall,
  takeStepCall,
} from './order/contract.ts'
import { countOrders } from './order/count-orders.ts'
import { findOrder } from './order/find-order.ts'
import { listOrderChoices } from './order/list-order-choices.ts'
import { listOrders } from './order/list-orders.ts'
import { placeOrder } from './order/place-order.ts'
import { returnGoods } from './order/return-goods.ts'
import { takeStep } from './order/take-step.ts'
import { findProductSalesCall } from './product/contract.ts'
import { findProductSales } from './product/find-product-sales.ts'
import { reactions } from './reactions.ts'

export const orders = defineRoom({
  name: 'orders',
  folder: import.meta.dirname,
  settings: [servingRates, exchangeRates],
  permissions: {
    'orders.read': {
      allows: 'See orders',
      roles: ['manager', 'marketer', 'agent', 'dealer', 'analyst', 'auditor'],
    },
    'orders.write': {
      allows: 'Place orders, ship, deliver, cancel and take back',
      roles: ['manager', 'agent', 'dealer'],
    },
    'orders.profit': { allows: 'See costs and profits of orders', roles: ['manager', 'marketer', 'analyst'] },
  },
  calls: [
    serve(listOrdersCall, listOrders),
    serve(countOrdersCall, countOrders),
    serve(listOrderChoicesCall, listOrderChoices),
    serve(findOrderCall, findOrder),
    serve(placeOrderCall, placeOrder),
    serve(takeStepCall, takeStep),
    serve(returnGoodsCall, returnGoods),
    serve(findProductSalesCall, findProductSales),
  ],
  jobs,
  reactions,
})
