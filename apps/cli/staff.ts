import { text } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import type { Context } from '#core/context.ts'
import { AppError, invalid } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { findServedAddress } from '#core/http/served-address.ts'
import type { Role } from '#core/module.ts'
import { findUnitByName } from '#modules/team/public.ts'
import { makeLink } from '#modules/team/sign-in/link.ts'
import { hashPassword } from '#modules/team/sign-in/password-hash.ts'
import { refuseWeak, setPassword } from '#modules/team/sign-in/set-password.ts'
import { inviteStaffCall, ROLES } from '#modules/team/staff/contract.ts'
import { addMember } from '#modules/team/staff/invite-staff.ts'
import { listUnits } from '#modules/team/unit/list-units.ts'
import { openForCommand } from '../open-for-command.ts'
import { printJson, withPlace } from './place.ts'

interface Options {
  data: string
  role: Role
  unit?: string
  name?: string
  url?: string
  passwordStdin: boolean
  json: boolean
}

const COMPANY = 1

/** `rapport staff add`: a member of staff, by invitation link or with the password from standard input. */
export function addStaff(program: Command): void {
  const staff = program.command('staff').description('people who work with Rapport')
  withPlace(staff.command('add <email>'))
    .description('invite somebody; prints the link on which they choose a password')
    .addOption(new Option('--role <role>', 'what they may do').choices([...ROLES]).makeOptionMandatory())
    .option('--unit <name>', 'department, shop or dealer they work in; the whole company unless given')
    .option('--name <name>', 'their name; they may change it')
    .option('--url <address>', 'address people use, for the link; else that of the running server, else PUBLIC_URL')
    .option('--password-stdin', 'read the password from standard input instead of inviting', false)
    .option('--json', 'print one JSON document', false)
    .action(runAdd)
}

async function runAdd(email: string, options: Options): Promise<void> {
  const password = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : null
  if (password !== null) refusePassword(password, email)
  const wanted = options.url === undefined ? null : addressOf(options.url)
  const house = await openForCommand(options)
  try {
    const known = wanted ?? (await knownAddress(house))
    house.publicUrl = known ?? house.publicUrl
    const hash = password === null ? null : await hashPassword(password)
    const added = await house.asSystem('cli.staff', (ctx) => add(ctx, email, options, hash))
    if (options.json) printJson(added)
    else say(email, options, added)
    if (added.link && !known) console.error('No server runs here: the link assumes the default port. Else give --url.')
  } finally {
    await house.close()
  }
}

/** The link alone goes to standard output, for whoever pipes it on. */
function say(email: string, { role }: Options, { link, unit }: Added): void {
  console.error(`${email} is ${role} for ${unit ?? 'the whole company'}.`)
  if (link) console.error('The link works once, for seven days:')
  console.log(link ?? `${email} can sign in now.`)
}

async function knownAddress(house: House): Promise<URL | null> {
  const served = await findServedAddress(house)
  return served ?? (process.env.PUBLIC_URL ? new URL(process.env.PUBLIC_URL) : null)
}

function addressOf(url: string): URL {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw invalid('invalid_input', '--url: an address like https://crm.shop.example')
  return new URL(url)
}

interface Added {
  staffId: string
  link: string | null
  role: Role
  /** Null: the whole company. */
  unit: string | null
}

async function add(ctx: Context, email: string, options: Options, hash: string | null): Promise<Added> {
  const { items } = await listUnits(ctx)
  const open = items.filter((unit) => unit.unitId !== COMPANY && !unit.closed).map((unit) => unit.name)
  const choices = open.length > 0 ? `There are: ${open.join(', ')}.` : 'Add one in the desk first (Units).'
  const unitId = options.unit === undefined ? COMPANY : await findUnitByName(ctx, options.unit)
  if (unitId === null)
    throw new AppError(404, 'unit_not_found', `No unit is called "${options.unit}". ${choices}`, { units: open })
  if (options.role === 'dealer' && unitId === COMPANY)
    throw invalid('dealer_needs_unit', `A dealer works in a unit: --unit NAME. ${choices}`, { units: open })
  const person = { email, roles: [{ role: options.role, unitId }], ...(options.name && { name: options.name }) }
  const checked = inviteStaffCall.body.safeParse(person)
  if (!checked.success) throw invalid('invalid_input', checked.error.issues.map((issue) => issue.message).join('; '))
  const staffId = await addMember(ctx, checked.data)
  const unit = unitId === COMPANY ? null : (items.find((item) => item.unitId === unitId)?.name ?? null)
  const added = { staffId, role: options.role, unit }
  if (hash === null) return { ...added, link: await makeLink(ctx, 'invite', staffId) }
  await setPassword(ctx, staffId, hash)
  return { ...added, link: null }
}

function refusePassword(password: string, email: string): void {
  if (password.length < 10 || password.length > 200)
    throw invalid('password_too_weak', 'A password has 10 to 200 characters.')
  refuseWeak(password, email)
}
