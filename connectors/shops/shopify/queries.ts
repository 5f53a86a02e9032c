/** Queries of Shopify's GraphQL Admin API. Their answers are turned into the form of its webhooks by `rest-form.ts`. */
const MONEY = '{ shopMoney { amount } }'

export const ORDERS = `query Orders($after: String, $query: String) {
  orders(first: 25, after: $after, query: $query, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes {
      legacyResourceId name test createdAt processedAt updatedAt cancelledAt cancelReason currencyCode sourceName email phone
      displayFinancialStatus displayFulfillmentStatus discountCodes
      customer { legacyResourceId firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
      shippingAddress { name phone address1 address2 city province countryCodeV2 zip }
      billingAddress { name phone address1 address2 city province countryCodeV2 zip }
      totalShippingPriceSet ${MONEY}
      lineItems(first: 100) { nodes {
        id sku name vendor quantity variant { legacyResourceId } originalUnitPriceSet ${MONEY}
        discountAllocations { allocatedAmountSet ${MONEY} } } }
      fulfillments { createdAt updatedAt status displayStatus }
      refunds { legacyResourceId createdAt note
        refundLineItems(first: 100) { nodes { quantity lineItem { id } subtotalSet ${MONEY} totalTaxSet ${MONEY} } }
        refundShippingLines(first: 20) { nodes { subtotalAmountSet ${MONEY} taxAmountSet ${MONEY} } }
        transactions(first: 20) { nodes { kind status amountSet ${MONEY} } } }
    }
  }
}`

export const CUSTOMERS = `query Customers($after: String, $query: String) {
  customers(first: 100, after: $after, query: $query, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes {
      legacyResourceId firstName lastName createdAt updatedAt tags
      defaultEmailAddress { emailAddress marketingState } defaultPhoneNumber { phoneNumber }
      defaultAddress { company phone address1 city province countryCodeV2 zip }
    }
  }
}`

export const PRODUCTS = `query Products($after: String, $query: String) {
  productVariants(first: 100, after: $after, query: $query, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes {
      legacyResourceId sku title price barcode inventoryQuantity updatedAt
      inventoryItem { unitCost { amount currencyCode } }
      product { title vendor productType updatedAt }
    }
  }
}`

export const SHOP = '{ shop { name currencyCode } }'

export const SUBSCRIBE = `mutation Subscribe($topic: WebhookSubscriptionTopic!, $url: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $url, format: JSON }) {
    userErrors { message }
  }
}`

export const SUBSCRIPTIONS = `query Subscriptions($after: String) {
  webhookSubscriptions(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { topic uri } }
}`
