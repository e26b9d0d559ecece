/** A house with something of everything in it: the ground on which its routes are tried. */
import { v7 } from 'uuid'
import type { Grant } from '../../src/enquiry/policy.ts'
import { Applicant, inside } from '../rigs/applicant.ts'
import { BODY, CaseHouse, type Filer } from '../rigs/case-house.ts'
import { DeskClient } from '../rigs/desk-client.ts'
import { ask, enrol, PROGRAMME } from '../rigs/office-house.ts'

/** One who calls: what goes along with a request. */
export interface Caller {
  name: string
  headers: Record<string, string>
}

const OWN_PAGE = { 'sec-fetch-site': 'same-origin' }
const GRANTS: Record<string, Omit<Grant, 'programmeId'>> = {
  contact: { role: 'contact', contact: null },
  lead: { role: 'lead', contact: null },
  viewer: { role: 'viewer', contact: null },
  admin: { role: 'admin', contact: null },
  recommender: { role: 'recommender', contact: null, body: BODY },
  authority: { role: 'authority', contact: null, area: null },
}
/** Milliseconds that pass by the house's clock from one look at it to the next: brakes are for people, not for this. */
const TICK = 250

export class Town {
  readonly at: CaseHouse
  /** what is in it, by the part of a path that stands before it */
  readonly ids: Record<string, string[]> = {}
  private readonly officers = new Map<string, string>()
  private readonly sessions = new Map<string, DeskClient>()
  private applicants: Applicant[] = []
  private codes: { id: string; code: string }[] = []

  private constructor(at: CaseHouse) {
    this.at = at
  }

  static async open(): Promise<Town> {
    const town = new Town(await CaseHouse.open('2021-04-12 10:00'))
    let now = new Date('2021-04-12T02:00:00Z').getTime()
    town.at.house.clock.now = () => {
      now += TICK
      return new Date(now)
    }
    await town.settle()
    return town
  }

  get app() {
    return this.at.house.app
  }

  get callers(): readonly string[] {
    return ['nobody', 'applicant', 'holder of a code', 'form page', ...Object.keys(GRANTS)]
  }

  /** What this caller sends along; an officer whose session has ended signs in again. */
  async caller(name: string, pick: number): Promise<Record<string, string>> {
    if (name === 'nobody') return {}
    if (name === 'applicant') return this.applicants[pick % this.applicants.length]?.own ?? {}
    const pass = this.codes[pick % this.codes.length]
    if (name === 'holder of a code') return { 'x-resume-code': pass?.code ?? '' }
    if (name === 'form page') return { ...OWN_PAGE, cookie: `shenbao-form=${pass?.id}.${pass?.code}` }
    return { ...OWN_PAGE, cookie: (await this.session(name)).cookie() }
  }

  /** What a caller of this number has, where a path begins with one's own. */
  own(path: string, pick: number): string | null {
    if (path.startsWith('/api/conversations/'))
      return this.applicants[pick % this.applicants.length]?.id ?? null
    return path.startsWith('/api/drafts/') ? (this.codes[pick % this.codes.length]?.id ?? null) : null
  }

  /** One who files from beginning to end, as if nothing had happened before. */
  async filing(): Promise<Filer> {
    const one = await this.at.applicant()
    await one.submit()
    return one
  }

  private async session(role: string): Promise<DeskClient> {
    const kept = this.sessions.get(role)
    if (kept && (await kept.get('/api/desk/me')).status === 200) return kept
    const client = await DeskClient.of(this.at.house, await this.officer(role))
    this.sessions.set(role, client)
    return client
  }

  /** Somebody may have taken the account or its rights away: then there is another one. */
  private async officer(role: string): Promise<string> {
    const { officers } = this.at.store
    const known = this.officers.get(role)
    const found = known ? await officers.find(known) : null
    if (found?.active && found.grants.length > 0) return found.id
    const { id } = await this.at.officer({ ...(GRANTS[role] as Grant), programmeId: PROGRAMME })
    this.officers.set(role, id)
    this.add('officers', id)
    return id
  }

  private add(kind: string, ...ids: string[]): void {
    this.ids[kind] = [...(this.ids[kind] ?? []), ...ids]
  }

  private async settle(): Promise<void> {
    const { house, store } = this.at
    for (const role of Object.keys(GRANTS)) await this.officer(role)
    await enrol(house, 'TEST')
    const talking = await Applicant.start(inside(house), { programme: PROGRAMME, locale: 'en' })
    await talking.upload('one.pdf', Buffer.from('%PDF-1.4\n%%EOF'))
    const [draft, filed, running] = [await this.at.applicant(), await this.filing(), await this.filing()]
    const approved = await running.application()
    const [body, authority] = [await this.at.recommender(), await this.at.authority()]
    await this.at.cases.actOnApplication(
      body,
      approved.id,
      { type: 'recommend', opinion: 'good' },
      { key: v7() },
    )
    await this.at.cases.actOnApplication(
      authority,
      approved.id,
      { type: 'approve', document: 'No 1' },
      { key: v7() },
    )
    const enquiries = [
      await ask(house, '盖章要几份'),
      await ask(house, 'May we apply twice?', {
        locale: 'en',
        file: { name: 'a.pdf', content: Buffer.from('%PDF-1.4\n%%EOF') },
      }),
    ]
    this.applicants = [talking, draft.one, filed.one, running.one]
    this.add('conversations', ...this.applicants.map(({ id }) => id))
    for (const one of [draft, filed, running]) {
      const kept = (await one.conversation()).draft
      if (!kept) throw new Error('no draft')
      this.add('drafts', kept.id)
      this.codes.push({ id: kept.id, code: kept.code })
      if (kept.submission) this.add('check', kept.submission.checkCode)
    }
    this.add('applications', (await filed.application()).id, approved.id)
    this.add('projects', (await running.project()).id)
    this.add('enquiries', ...enquiries.flatMap(({ id, number }) => [id, number]))
    this.add('programmes', PROGRAMME, 'specimen', 'shanghai-metrology-2022')
    this.add('clarifications', PROGRAMME)
    this.add('locale', 'zh-CN', 'en', 'zh-Hant')
    this.add('section', ...(house.libraries.find(PROGRAMME)?.programme.sections ?? []).map(({ id }) => id))
    for (const id of this.applicants.map((one) => one.id)) {
      const { draft: kept } = (await store.load(id)) ?? {}
      if (kept) this.add('fields', ...Object.keys(kept.entries))
    }
  }
}
