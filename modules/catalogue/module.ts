import { defineRoom, serve } from '#core/module.ts'
import { addProduct } from './product/add-product.ts'
import { changeProduct } from './product/change-product.ts'
import {
  addProductCall,
  changeProductCall,
  findProductCall,
  listCategoriesCall,
  listProductChoicesCall,
  listProductsCall,
} from './product/contract.ts'
import { findProduct } from './product/find-product.ts'
import { listCategories } from './product/list-categories.ts'
import { listProductChoices } from './product/list-product-choices.ts'
import { listProducts } from './product/list-products.ts'

export const catalogue = defineRoom({
  name: 'catalogue',
  folder: import.meta.dirname,
  permissions: {
    'products.read': {
      allows: 'See products',
      roles: ['manager', 'marketer', 'agent', 'dealer', 'analyst', 'auditor'],
    },
    'products.write': { allows: 'Add and change products', roles: ['manager', 'marketer'] },
  },
  calls: [
    serve(listProductsCall, listProducts),
    serve(findProductCall, findProduct),
    serve(addProductCall, addProduct),
    serve(changeProductCall, changeProduct),
    serve(listCategoriesCall, listCategories),
    serve(listProductChoicesCall, listProductChoices),
  ],
})
