import type { Command } from 'commander'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import { readSetting } from '#core/settings.ts'
import { findCustomer } from '#modules/customers/customer/find-customer.ts'
import { findByReference } from '#modules/customers/identity/find-by-reference.ts'
import { listInteractions } from '#modules/customers/interaction/list-interactions.ts'
import { listCustomers } from '#modules/customers/list/list-customers.ts'
import { searchCustomers } from '#modules/customers/search/search-customers.ts'
import { openForCommand } from '../open-for-command.ts'
import { counted } from './counted.ts'
import { foundLines, pageLines } from './customer-lines.ts'
import { filterText } from './filter-text.ts'
import { moneyText } from './money-text.ts'
import { pageSize } from './page-size.ts'
import { printJson, withPlace } from './place.ts'

interface Options {
  data: string
  json?: boolean
  limit: number
  sort: string
  filter?: string
  cursor?: string
}

const NEWEST = 50

/** `customers list`, `customers show REF`, `customers find WORDS`. */
export function addCustomers(program: Command): void {
  const customers = program.command('customers').description('look at customers')
  const json = (command: Command) => withPlace(command).option('--json', 'print one JSON document and nothing else')
  json(customers.command('list'))
    .description('customers, page by page')
    .option('--limit <number>', 'how many, at most 200', pageSize, 50)
    .option('--sort <field>', 'name, created, revenue, profit, orders …; -name for the other way', '-created')
    .option('--filter <json>', 'conditions as in GET /api/customers', filterText)
    .option('--cursor <text>', 'go on where the last page ended (`next`)')
    .action((options: Options) => print(options, (ctx) => listPage(ctx, options), pageLines(options.sort)))
  json(customers.command('show <ref>'))
    .description('one customer, by id, reference of a shop, e-mail or phone number')
    .action((ref: string, options: Options) => print(options, (ctx) => show(ctx, ref), showLines))
  json(customers.command('find <words...>'))
    .description('customers by name, pinyin, part of a phone number, e-mail, card or order number')
    .action((words: string[], options: Options) =>
      print(options, (ctx) => searchCustomers(ctx, { q: words.join(' '), limit: 20 }), foundLines),
    )
}

const listPage = (ctx: Context, { sort, filter, cursor, limit }: Options) =>
  listCustomers(ctx, { sort, filter, cursor, limit })

async function show(ctx: Context, reference: string) {
  const customerId = await findByReference(ctx, reference)
  if (customerId === null) throw notFound('customer')
  const customer = await findCustomer(ctx, { customerId })
  const timeline = await listInteractions(ctx, { customerId, limit: NEWEST })
  return { ...customer, interactions: timeline.items }
}

async function print<T>(
  options: Options,
  read: (ctx: Context) => Promise<T>,
  lines: (found: T, zone: string) => string[],
): Promise<void> {
  const house = await openForCommand(options)
  try {
    const { found, zone } = await house.asSystem('cli.customers', async (ctx) => ({
      found: await read(ctx),
      zone: await readSetting(ctx, timeZone),
    }))
    if (options.json) printJson(found)
    else process.stdout.write(`${lines(found, zone).join('\n')}\n`)
  } finally {
    await house.close()
  }
}

function showLines(customer: Awaited<ReturnType<typeof show>>): string[] {
  const { name, called, email, phone, metrics, identities, interactions } = customer
  const { r, f, m, currency } = metrics
  return [
    `${name || called || email || phone || '–'}  (${customer.id})`,
    `class ${metrics.class ?? 'none yet'}, R${r ?? '–'} F${f ?? '–'} M${m ?? '–'}`,
    `${counted(metrics.orders, 'order')}, revenue ${moneyText(metrics.revenue, currency)}, profit ${metrics.profit === null ? 'not known' : moneyText(metrics.profit, currency)}`,
    ...(metrics.expectedOrders === null
      ? []
      : [
          `expected in the next year: ${metrics.expectedOrders} orders${metrics.expectedValue === null ? '' : `, ${moneyText(metrics.expectedValue, currency)}`}; churn risk ${metrics.churnRisk} % (${metrics.churnLevel})`,
        ]),
    ...identities.map(({ kind, source, value }) => `${kind}${source && ` of ${source}`}: ${value}`),
    '',
    ...interactions.map(
      ({ occurredAt, channel, kind, subject }) => `${occurredAt}  ${channel} ${kind}  ${subject ?? ''}`,
    ),
  ]
}
