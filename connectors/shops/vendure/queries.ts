/** Queries of Vendure's Admin API. */
export const LOGIN = `mutation Login($username: String!, $password: String!) {
  login(username: $username, password: $password, rememberMe: false) {
    __typename ... on ErrorResult { errorCode } ... on CurrentUser { identifier }
  }
}`

const ORDER = `id code state active orderPlacedAt updatedAt currencyCode couponCodes shippingWithTax
  customer { id firstName lastName emailAddress phoneNumber }
  shippingAddress { fullName streetLine1 streetLine2 city province postalCode countryCode phoneNumber }
  billingAddress { fullName streetLine1 streetLine2 city province postalCode countryCode phoneNumber }
  lines { id quantity orderPlacedQuantity unitPriceWithTax proratedUnitPriceWithTax productVariant { id sku name } }
  payments { id state createdAt refunds { id state items shipping adjustment total reason createdAt lines { orderLineId quantity } } }
  fulfillments { id state createdAt updatedAt }`

export const ORDERS = `query Orders($options: OrderListOptions) {
  orders(options: $options) { totalItems items { ${ORDER} } }
}`

export const ONE_ORDER = `query Order($id: ID!) { order(id: $id) { ${ORDER} } }`

const CUSTOMER = `id firstName lastName emailAddress phoneNumber createdAt updatedAt
  addresses { fullName company streetLine1 city province postalCode phoneNumber country { code } defaultShippingAddress }`

export const CUSTOMERS = `query Customers($options: CustomerListOptions) {
  customers(options: $options) { totalItems items { ${CUSTOMER} } }
}`

export const ONE_CUSTOMER = `query Customer($id: ID!) { customer(id: $id) { ${CUSTOMER} } }`

const VARIANT = `id sku name priceWithTax currencyCode updatedAt
  stockLevels { stockOnHand stockAllocated updatedAt }
  facetValues { name facet { code } }
  product { updatedAt facetValues { name facet { code } } collections { name breadcrumbs { name } } }`

export const PRODUCTS = `query Variants($options: ProductVariantListOptions) {
  productVariants(options: $options) { totalItems items { ${VARIANT} } }
}`

export const ONE_VARIANT = `query Variant($id: ID!) { productVariant(id: $id) { ${VARIANT} } }`
