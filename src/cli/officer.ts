/** `shenbao officer`: the accounts of officers, without the console; the first of them is made here. */
import { isDeepStrictEqual } from 'node:util'
import { OPERATOR } from '../audit/entry.ts'
import type { Grant, Role } from '../enquiry/policy.ts'
import { showInstant } from '../language/dates.ts'
import type { Phrases } from '../language/phrases.ts'
import { assemble } from '../main.ts'
import type { OfficerRecord } from '../ports/desk.ts'
import { Failure } from '../service/failure.ts'
import { HANDED_MS, normaliseEmail } from '../service/officers/sign-in.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

export const ROLES: readonly Role[] = ['contact', 'lead', 'viewer', 'admin', 'recommender', 'authority']

export interface OfficerOptions {
  data?: string
  language?: string
}

interface GrantOptions extends OfficerOptions {
  email: string
  role: Role
  programme?: string
  line?: string
  body?: string
  area?: string
}

type House = Awaited<ReturnType<typeof assemble>>
interface Desk {
  house: House
  words: Phrases
}

/** A new account with its first right; prints the link for the first sign-in. */
export const addOfficer = (options: GrantOptions & { name: string; locale: string }): Promise<void> =>
  atDesk(options, async (desk) => {
    const { name, email, locale } = options
    const given = { name, email, locale, grants: [grantOf(options)] }
    const officer = await desk.house.desk.accounts.add(given, OPERATOR)
    console.log(desk.words.say('cli.officer.added', { name: officer.name, email: officer.email }))
    await printLink(desk, officer)
  })

/** Every account with its rights. */
export const listOfficers = (options: OfficerOptions): Promise<void> =>
  atDesk(options, async ({ house, words }) => {
    const all = await house.store.officers.all()
    if (all.length === 0) console.log(words.say('cli.officer.none'))
    for (const officer of all) console.log(lineOf(officer, words))
  })

/** One more right; an account that was withdrawn is active again. */
export const grantRight = (options: GrantOptions): Promise<void> =>
  atDesk(options, async ({ house, words }) => {
    const officer = await byEmail(house, options.email)
    const grant = grantOf(options)
    const others = officer.grants.filter((one) => !isDeepStrictEqual(whole(one), whole(grant)))
    const grants = officer.active ? [...others, grant] : [grant]
    const changed = await house.desk.accounts.change(officer.id, { active: true, grants }, OPERATOR)
    console.log(lineOf(changed, words))
  })

/** Ends all rights and sessions of an account at once. */
export const withdrawOfficer = (options: OfficerOptions & { email: string }): Promise<void> =>
  atDesk(options, async ({ house, words }) => {
    const { id } = await byEmail(house, options.email)
    console.log(lineOf(await house.desk.accounts.change(id, { active: false }, OPERATOR), words))
  })

/** A one-time link to hand over. */
export const linkOfficer = (options: OfficerOptions & { email: string }): Promise<void> =>
  atDesk(options, async (desk) => printLink(desk, await byEmail(desk.house, options.email)))

/** Opens the house without listening; beside a running server only with a database of its own. */
async function atDesk(options: OfficerOptions, work: (desk: Desk) => Promise<void>): Promise<void> {
  const words = await cliPhrases(options.language)
  const config = configFrom(options.data ? { data: options.data } : {})
  const publicUrl = config.publicUrl ?? `http://${hostOf(config.host)}:${config.port}`
  const house = await assemble({
    ...config,
    publicUrl,
    log: 'silent',
    telegram: null,
    teams: null,
    mail: null,
  })
  try {
    await work({ house, words })
  } finally {
    await house.close()
  }
}

/** An address that listens everywhere cannot be opened. */
const hostOf = (host: string): string =>
  ['0.0.0.0', '::'].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host

async function printLink({ house, words }: Desk, officer: OfficerRecord): Promise<void> {
  if (!officer.active) throw new Failure('unknown-officer')
  const { link, expiresAt } = await house.desk.signIn.issue(officer.id, HANDED_MS, OPERATOR)
  const until = showInstant(expiresAt, words.language, Intl.DateTimeFormat().resolvedOptions().timeZone)
  console.log(words.say('cli.officer.link', { link, until }))
}

async function byEmail({ store }: House, email: string): Promise<OfficerRecord> {
  const found = await store.officers.findByEmail(normaliseEmail(email))
  if (!found) throw new Failure('unknown-officer')
  return found
}

const grantOf = ({ role, programme, line, body, area }: GrantOptions): Grant => ({
  role,
  programmeId: programme ?? null,
  contact: line ?? null,
  ...(body === undefined ? {} : { body }),
  ...(area === undefined ? {} : { area }),
})

/** With what is not named in it, for comparing. */
const whole = ({ role, programmeId, contact, body = null, area = null }: Grant): Grant => ({
  ...{ role, programmeId, contact, body, area },
})

function lineOf({ name, email, active, grants }: OfficerRecord, words: Phrases): string {
  const rights = grants.map(({ role, programmeId, contact, body, area }) =>
    words.say('cli.officer.right', {
      role: words.say(`cli.officer.role.${role}`),
      programme: programmeId ?? 'all',
      line: contact ?? body ?? area ?? 'all',
    }),
  )
  const state = active ? 'active' : 'withdrawn'
  const separator = words.say('unanswered.separator')
  return words.say('cli.officer.line', { name, email, state, rights: rights.join(separator) })
}
