/** Who may call the console's API: pages of this server only, and signed-in officers only. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { clean } from '../../channels/web/activity.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import { type DeskAction, mayAct, mayDo, mayManageOfficers } from '../../enquiry/policy.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import { Failure } from '../../service/failure.ts'
import { isId } from '../../service/officers/accounts.ts'
import type { AppDeps } from '../deps.ts'
import { isOurOwn } from '../form/cookies.ts'
import { keepSession, sessionOf } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** null on routes for which nobody has to be signed in */
    signedIn: OfficerRecord | null
  }
  interface FastifyContextConfig {
    /** nobody has to be signed in */
    open?: boolean
    /** coming here does not keep a session from growing idle */
    quiet?: boolean
  }
}

/** Every route below `api` is guarded from here on. */
export function guardDesk(api: FastifyInstance, { desk, brakes }: AppDeps): void {
  api.decorateRequest('signedIn', null)
  api.addHook('onRequest', async (request, reply) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead && !isOurOwn(request)) throw new Failure('not-ours')
    const { open, quiet } = request.routeOptions.config
    if (open) return
    const token = sessionOf(request)
    const officer = token === null ? null : await desk.signIn.session(token, !quiet)
    if (!officer) {
      if (token !== null) keepSession(request, reply, '')
      throw new Failure('not-signed-in')
    }
    brakes.here('officer', officer.id)
    request.signedIn = officer
    request.language = officer.locale
  })
}

/** The officer who calls. */
export function officerOf(request: FastifyRequest): OfficerRecord {
  if (!request.signedIn) throw new Failure('not-signed-in')
  return request.signedIn
}

/** An enquiry that this officer sees; others are as if they were not. @throws Failure unknown-enquiry */
export async function enquiryFor(
  officer: OfficerRecord,
  id: string,
  { store }: Pick<AppDeps, 'store'>,
): Promise<Enquiry> {
  const found = isId(id) ? await store.enquiries.find(id) : null
  if (!found || !mayAct(officer, 'read', found)) throw new Failure('unknown-enquiry')
  return found
}

/** @throws Failure unknown-programme, not-allowed */
export function demand(
  officer: OfficerRecord,
  action: DeskAction,
  programme: string,
  { libraries }: Pick<AppDeps, 'libraries'>,
): void {
  if (!libraries.find(programme)) throw new Failure('unknown-programme', { id: programme })
  if (!mayDo(officer, action, programme)) throw new Failure('not-allowed')
}

/** @throws Failure not-allowed */
export function demandAdmin(officer: OfficerRecord): void {
  if (!mayManageOfficers(officer)) throw new Failure('not-allowed')
}

/** What people typed, without characters that are no text. */
export const cleaned = <Shape>(typed: Shape): Shape =>
  JSON.parse(JSON.stringify(typed), (_, value) => (typeof value === 'string' ? clean(value) : value))
