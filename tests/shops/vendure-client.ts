// biome-ignore lint/suspicious/noExplicitAny: whatever was asked for
type Answer = Record<string, any>

/** Speaks to a Vendure as a customer in its shop and as its keeper. */
export function openVendure(address: string) {
  const speaker = (path: string) => {
    let token = ''
    return async (query: string, variables: object = {}): Promise<Answer> => {
      const answer = await fetch(`${address}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      })
      token = answer.headers.get('vendure-auth-token') ?? token
      const { data, errors } = (await answer.json()) as { data: Answer; errors?: { message: string }[] }
      if (errors) throw new Error(errors.map(({ message }) => message).join('; '))
      const problem = Object.values(data).find((one) => (one as { errorCode?: string } | null)?.errorCode)
      if (problem) throw new Error(JSON.stringify(problem))
      return data
    }
  }
  const admin = speaker('admin-api')
  return {
    admin,
    signIn: () => admin('mutation { login(username: "superadmin", password: "superadmin") { __typename } }'),
    /** Buys some of a variant as a guest; answers the order's id, code and lines. */
    buy: (variantId: string, quantity: number, email: string) =>
      buy(speaker('shop-api'), { variantId, quantity, email }),
  }
}

type Speak = (query: string, variables?: object) => Promise<Answer>

interface Bought {
  id: string
  code: string
  totalWithTax: number
  lines: { id: string }[]
}

const FAILS = '... on ErrorResult { errorCode message }'

async function buy(
  shop: Speak,
  { variantId, quantity, email }: { variantId: string; quantity: number; email: string },
): Promise<Bought> {
  await shop(
    `mutation ($id: ID!, $n: Int!) { addItemToOrder(productVariantId: $id, quantity: $n) { __typename ${FAILS} } }`,
    {
      id: variantId,
      n: quantity,
    },
  )
  await shop(`mutation ($input: CreateCustomerInput!) { setCustomerForOrder(input: $input) { __typename ${FAILS} } }`, {
    input: { firstName: 'Vera', lastName: 'Dürer', emailAddress: email, phoneNumber: '+49301234567' },
  })
  await shop(
    `mutation ($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) { __typename ${FAILS} } }`,
    { input: { fullName: 'Vera Dürer', streetLine1: 'Ufer 3', city: 'Köln', postalCode: '50667', countryCode: 'DE' } },
  )
  const { eligibleShippingMethods } = (await shop('{ eligibleShippingMethods { id } }')) as {
    eligibleShippingMethods: { id: string }[]
  }
  await shop(`mutation ($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { __typename ${FAILS} } }`, {
    id: [eligibleShippingMethods[0]?.id],
  })
  await shop(`mutation { transitionOrderToState(state: "ArrangingPayment") { __typename ${FAILS} } }`)
  const { addPaymentToOrder } = (await shop(
    `mutation ($input: PaymentInput!) { addPaymentToOrder(input: $input) {
      ... on Order { id code totalWithTax lines { id } } ${FAILS} } }`,
    { input: { method: 'dummy', metadata: {} } },
  )) as { addPaymentToOrder: Bought }
  return addPaymentToOrder
}
