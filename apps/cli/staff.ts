import { text } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import type { Context } from '#core/context.ts'
import { invalid, notFound } from '#core/errors.ts'
import type { Role } from '#core/module.ts'
import { findUnitByName } from '#modules/team/public.ts'
import { makeLink } from '#modules/team/sign-in/link.ts'
import { hashPassword } from '#modules/team/sign-in/password-hash.ts'
import { refuseWeak, setPassword } from '#modules/team/sign-in/set-password.ts'
import { inviteStaffCall, ROLES } from '#modules/team/staff/contract.ts'
import { addMember } from '#modules/team/staff/invite-staff.ts'
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

/** `rapport staff add`: a member of staff, by invitation link or with the password from standard input. */
export function addStaff(program: Command): void {
  const staff = program.command('staff').description('people who work with Rapport')
  withPlace(staff.command('add <email>'))
    .description('invite somebody; prints the link on which they choose a password')
    .addOption(new Option('--role <role>', 'what they may do').choices([...ROLES]).makeOptionMandatory())
    .option('--unit <name>', 'department, shop or dealer they work in; the whole company unless given')
    .option('--name <name>', 'their name; they may change it')
    .option('--url <address>', 'address people use, for the link (else PUBLIC_URL)')
    .option('--password-stdin', 'read the password from standard input instead of inviting', false)
    .option('--json', 'print one JSON document', false)
    .action(runAdd)
}

async function runAdd(email: string, options: Options): Promise<void> {
  const password = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : null
  if (password !== null) refusePassword(password, email)
  const publicUrl = options.url ?? process.env.PUBLIC_URL
  const house = await openForCommand(options, publicUrl ? { publicUrl } : {})
  try {
    const hash = password === null ? null : await hashPassword(password)
    const added = await house.asSystem('cli.staff', (ctx) => add(ctx, email, options, hash))
    if (options.json) printJson(added)
    else console.log(added.link ?? `${email} can sign in now.`)
  } finally {
    await house.close()
  }
}

async function add(
  ctx: Context,
  email: string,
  options: Options,
  hash: string | null,
): Promise<{ staffId: string; link: string | null }> {
  const unitId = options.unit === undefined ? 1 : await findUnitByName(ctx, options.unit)
  if (unitId === null) throw notFound('unit')
  const person = { email, roles: [{ role: options.role, unitId }], ...(options.name && { name: options.name }) }
  const checked = inviteStaffCall.body.safeParse(person)
  if (!checked.success) throw invalid('invalid_input', checked.error.issues.map((issue) => issue.message).join('; '))
  const staffId = await addMember(ctx, checked.data)
  if (hash === null) return { staffId, link: await makeLink(ctx, 'invite', staffId) }
  await setPassword(ctx, staffId, hash)
  return { staffId, link: null }
}

function refusePassword(password: string, email: string): void {
  if (password.length < 10 || password.length > 200)
    throw invalid('password_too_weak', 'A password has 10 to 200 characters.')
  refuseWeak(password, email)
}
