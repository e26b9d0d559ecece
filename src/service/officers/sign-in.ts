/** Officers come in: by a one-time link or by the identity provider; from then on by the cookie of a session. */
import { type Actor, ASKER, officerActor } from '../../audit/entry.ts'
import type { Attempt, Identity, LinkPost, OfficerRecord, OfficerStore } from '../../ports/desk.ts'
import type { Clock, Ids, Sealer } from '../../ports/outside.ts'
import type { Brakes } from '../brakes/brakes.ts'
import { Failure } from '../failure.ts'
import { normaliseCode } from '../resume-code.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** A session ends when nothing was heard of it for so long … */
export const IDLE_MS = 8 * HOUR
/** … and in any case after so long. */
export const SESSION_MS = 7 * 24 * HOUR
/** A link that was asked for. */
export const MAILED_MS = 15 * MINUTE
/** A link that somebody hands over. */
export const HANDED_MS = 24 * HOUR
const CODE_MINUTES = 10

/** How a session began; the first letter of its token. */
export type Door = 'link' | 'provider'
const LETTERS: Readonly<Record<Door, string>> = { link: 'l', provider: 'p' }

export interface SignInDeps {
  store: { officers: OfficerStore }
  clock: Clock
  ids: Ids
  sealer: Sealer
  brakes: Brakes
  publicUrl: () => string
  /** null: links cannot be mailed here */
  post: LinkPost | null
  /** hears that a mail did not go out; without the address */
  failed: (what: string) => void
}

export class SignIn {
  private readonly deps: SignInDeps

  constructor(deps: SignInDeps) {
    this.deps = deps
  }

  get mailsLinks(): boolean {
    return this.deps.post !== null
  }

  /** Mails a link to an officer of this address. Nobody learns whether there is one. @throws Failure slow-down */
  async ask(email: string, caller: string): Promise<void> {
    await this.slow(caller)
    const address = normaliseEmail(email)
    const { post, store, failed, brakes } = this.deps
    // counted for unknown addresses too: the answer tells nothing
    await brakes.take('sign-in-mail', address)
    const officer = await store.officers.findByEmail(address)
    if (!post || !officer?.active) return
    // not waited for: how long it takes would tell that the address is known
    void this.issue(officer.id, MAILED_MS, ASKER)
      .then(({ link }) => post.send(officer.email, link, officer.locale))
      .catch((error: Error) => failed(error.name))
  }

  /** A one-time link; opening it does nothing, only the button on its page uses it up. */
  async issue(officerId: string, forMs: number, by: Actor): Promise<{ link: string; expiresAt: Date }> {
    const { ids, store, clock, sealer, publicUrl } = this.deps
    const ticket = ids.token()
    const expiresAt = new Date(clock.now().getTime() + forMs)
    const tokenHash = sealer.hash(ticket)
    await store.officers.issue({ tokenHash, officerId, purpose: 'sign-in', expiresAt, by })
    // behind the #: neither servers on the way nor referrers see it
    return { link: `${publicUrl()}/desk/enter#${ticket}`, expiresAt }
  }

  /** A code that binds the chat in which it is said. */
  async code(officerId: string): Promise<{ code: string; expiresAt: Date; minutes: number }> {
    const { ids, store, clock, sealer } = this.deps
    const code = ids.code()
    const expiresAt = new Date(clock.now().getTime() + CODE_MINUTES * MINUTE)
    const tokenHash = sealer.hash(normaliseCode(code))
    await store.officers.issue({ tokenHash, officerId, purpose: 'channel', expiresAt })
    return { code, expiresAt, minutes: CODE_MINUTES }
  }

  /** Uses a ticket up. @returns the token of a new session @throws Failure bad-ticket, slow-down */
  async enter(ticket: string, caller: string, before: string | null): Promise<string> {
    await this.slow(caller)
    const { store, sealer, clock, brakes } = this.deps
    const officer = await store.officers.redeem(sealer.hash(ticket), 'sign-in', clock.now())
    if (!officer) throw new Failure('bad-ticket')
    // a whole office comes in from one address in the morning
    await brakes.forgive('sign-in', caller)
    return this.open(officer, 'link', before)
  }

  /** One secret of the browser's holds an attempt at the provider together; its parts tell nothing of each other. */
  attempt(key: string, path: string): Attempt {
    const part = (name: string) => this.deps.sealer.hash(`${name} ${key}`)
    const back = `${this.deps.publicUrl()}${path}`
    return { state: part('state'), nonce: part('nonce'), verifier: part('verifier'), back }
  }

  /** Lets in whom the provider vouches for, if there is an active account. @throws Failure not-an-officer */
  async admit(identity: Identity, before: string | null): Promise<string> {
    const officer = await this.known(identity)
    if (!officer?.active) throw new Failure('not-an-officer')
    return this.open(officer, 'provider', before)
  }

  /** The officer of a session; null when there is none any more. `isUse`: it is not idle for this. */
  session(token: string, isUse = true): Promise<OfficerRecord | null> {
    const { store, sealer, clock } = this.deps
    return store.officers.session(sealer.hash(token), clock.now(), IDLE_MS, isUse)
  }

  /** Ends a session. @returns the door by which it came in */
  async leave(token: string): Promise<Door> {
    await this.deps.store.officers.endSession(this.deps.sealer.hash(token))
    return token.startsWith(LETTERS.provider) ? 'provider' : 'link'
  }

  /** @throws Failure slow-down */
  slow(caller: string): Promise<void> {
    return this.deps.brakes.take('sign-in', caller)
  }

  /** By the subject that was seen before; else once by an address that the provider has verified. */
  private async known({ subject, email }: Identity): Promise<OfficerRecord | null> {
    const { officers } = this.deps.store
    const met = await officers.findBySubject(subject)
    if (met || email === null) return met
    const officer = await officers.findByEmail(normaliseEmail(email))
    // somebody else's subject is never replaced
    if (!officer?.active || officer.subject !== null) return null
    await officers.change(officer.id, { subject }, officerActor(officer.id))
    return officer
  }

  /** Always a new token: one that was there before is never taken over, and ends. */
  private async open({ id }: OfficerRecord, door: Door, before: string | null): Promise<string> {
    const { ids, store, sealer, clock } = this.deps
    if (before !== null) await store.officers.endSession(sealer.hash(before))
    const token = `${LETTERS[door]}${ids.token()}`
    const at = clock.now()
    const expiresAt = new Date(at.getTime() + SESSION_MS)
    await store.officers.openSession({ tokenHash: sealer.hash(token), officerId: id, at, expiresAt })
    return token
  }
}

/** Addresses are kept and compared in small letters. */
export const normaliseEmail = (email: string): string => email.trim().normalize('NFKC').toLowerCase()
