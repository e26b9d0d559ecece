/** What every home of the store promises of applications, projects and what belongs to them. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AuditEntry, OPERATOR, officerActor } from '../../src/audit/entry.ts'
import type { ApplicationRecord } from '../../src/casework/case.ts'
import { roleOn, tierOn } from '../../src/casework/policy.ts'
import { type CaseScope, changeOfCase, type RemarkRecord } from '../../src/ports/cases.ts'
import type { Store } from '../../src/ports/store.ts'
import { caseScopeOf, ownTurnsOf } from '../../src/service/cases/case-scope.ts'
import { verifyLog } from '../../src/service/verify-log.ts'
import {
  ALL_CASES,
  applicationOf,
  approve,
  changeOf,
  eventOf,
  file,
  inState,
  next,
  paperOf,
} from '../rigs/kept-cases.ts'
import { enrol, later } from '../rigs/kept-enquiries.ts'
import { AT, AWKWARD, activityOf, begin, edit, newDraft, submissionOf, turnOf } from '../rigs/turns.ts'

const WORD = '不可外传的理由'
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Declares the promises for the store that `open` opens. */
export function caseContract(open: () => Promise<Store>): void {
  let store: Store
  beforeAll(async () => {
    store = await open()
  }, 60_000)
  afterAll(() => store?.close())

  const sql = async (text: string, values: unknown[] = []) =>
    (await store.queue.executeSql(text, values)).rows

  /** The entries of the log that some work leaves. */
  async function left(work: () => Promise<unknown>): Promise<AuditEntry[]> {
    const before = (await store.audit.head())?.position ?? 0
    await work()
    const entries: AuditEntry[] = []
    for await (const batch of store.audit.batches(before + 1)) entries.push(...batch)
    return entries
  }

  describe('what is written', () => {
    test('gives an application back as it was written, with the submission of the same turn', async () => {
      const application = await file(store, { paper: { copies: 2, at: AT }, areas: ['red', 'blue'] })
      expect(await store.cases.application(application.id)).toEqual(application)
      expect(await store.cases.applicationOf(application.draftId)).toEqual(application)
      expect(await store.submissions.findById(application.submissionId)).toMatchObject({
        number: application.number,
      })
      const [event] = await store.cases.events(application.id)
      expect(event).toMatchObject({ act: { type: 'submit' }, by: 'applicant', channel: 'web' })
    })

    test('finds an application by the number of any of its versions', async () => {
      const application = await file(store)
      const { number, conversationId, draftId } = application
      const submission = submissionOf(draftId, 1, `${number}-2`)
      const beyond = changeOf([next(application, { submissionId: submission.id })])
      await store.commit(turnOf(conversationId, 2, 'again', { submission, beyond }))
      for (const one of [number, `${number}-2`])
        expect((await store.cases.applicationByNumber(one))?.id, one).toBe(application.id)
      expect(await store.cases.applicationByNumber(`${number}-3`)).toBeNull()
      expect(await store.cases.applicationByNumber('\0')).toBeNull()
    })

    test('gives a project, its papers and files back as they were written', async () => {
      const project = await approve(store)
      const certified = inState(project, 'certified', { certificate: `C-${v7()}`, nextAt: null })
      const issued = [paperOf(project)]
      const content = new TextEncoder().encode('report')
      const kept = { id: v7(), name: `report${AWKWARD}`, bytes: 6, mediaType: 'text/plain' }
      const findings = { ...{ number: null, version: null, found: 0, expected: 8, copies: 0 }, problems: [] }
      const files = [
        {
          ...{ caseId: project.id, kind: 'evidence' as const, file: kept, content, hash: hash('report') },
          ...{ officerId: null, at: AT, findings },
        },
      ]
      expect(await store.cases.write(changeOf([certified], { issued, files }))).toBe(true)
      expect(await store.cases.project(project.id)).toEqual(certified)
      expect(await store.cases.projectOf(project.applicationId)).toEqual(certified)
      expect(await store.cases.issued(project.id)).toEqual(issued)
      expect(await store.cases.issuedByCode(issued[0]?.checkCode ?? '')).toEqual(issued[0])
      expect(await store.cases.files(project.id)).toMatchObject([{ id: kept.id, findings }])
      const read = await store.cases.file(project.id, kept.id)
      expect(new TextDecoder().decode(read?.content)).toBe('report')
      expect(await store.cases.file(v7(), kept.id)).toBeNull()
    })

    test('says of a paper that holds no more since when', async () => {
      const project = await approve(store)
      const paper = paperOf(project)
      await store.cases.write(changeOf([next(project)], { issued: [paper] }))
      const again = next(next(project))
      const events = [eventOf(again, { by: 'clock', act: { type: 'warn' }, at: later(3) })]
      await store.cases.write(changeOf([again], { events, withdrawn: [paper.id] }))
      expect(await store.cases.issuedByCode(paper.checkCode)).toEqual({ ...paper, withdrawnAt: later(3) })
    })

    test('finds the papers about several of a programme, oldest first, and no paper of one alone', async () => {
      const project = await approve(store)
      const { programmeId } = project
      const [late, soon] = [2, 1].map((n) => ({
        ...paperOf(project),
        ...{
          id: v7(),
          kind: 'approval' as const,
          caseId: null,
          number: null,
          checkCode: v7(),
          issuedAt: later(n),
        },
      }))
      const other = { ...paperOf(project), id: v7(), checkCode: v7(), programmeId: 'other', caseId: null }
      const issued = [late, soon, other, paperOf(project)].filter((one) => one !== undefined)
      await store.cases.write(changeOf([next(project)], { issued }))
      expect(await store.cases.issuedLists(programmeId)).toEqual([soon, late])
      expect(await store.cases.issuedLists('none')).toEqual([])
    })

    test('keeps the record in the order of writing, and lets nobody change or remove a line', async () => {
      const application = await file(store)
      const at = later(-100)
      const events = [
        eventOf(application, { at, act: { type: 'recommend', opinion: `同意${AWKWARD}` }, by: 'officer' }),
        eventOf(application, { at, act: { type: 'withdraw' } }),
      ]
      await store.cases.write(changeOf([next(application)], { events }))
      const acts = (await store.cases.events(application.id)).map(({ act }) => act.type)
      expect(acts).toEqual(['submit', 'recommend', 'withdraw'])
      for (const text of [`UPDATE case_event SET act = 'x'`, 'DELETE FROM case_event', 'TRUNCATE case_event'])
        await expect(sql(text), text).rejects.toThrow()
      expect(await store.cases.events(application.id)).toHaveLength(3)
    })

    test('writes one of two acts taken at once, and nothing of the other', async () => {
      const application = await file(store)
      const keys = ['one', 'two', 'three', 'four']
      const written = await Promise.all(
        keys.map((opinion) =>
          store.cases.write(
            changeOf([next(application)], {
              events: [eventOf(application, { by: 'officer', act: { type: 'recommend', opinion } })],
              tell: [activityOf(application.conversationId, `told ${opinion}`)],
            }),
          ),
        ),
      )
      expect(written.filter(Boolean)).toHaveLength(1)
      const won = keys[written.indexOf(true)]
      const [, ...acts] = (await store.cases.events(application.id)).map(({ act }) => act)
      expect(acts).toEqual([{ type: 'recommend', opinion: won }])
      const told = await store.pending(10_000)
      expect(
        told.filter((one) => one.conversationId === application.conversationId).map((one) => one.dedupeKey),
      ).toEqual([`told ${won}`])
    })

    test('writes two cases crosswise by two officers at once without waiting for ever', async () => {
      const [a, b] = [await file(store), await file(store)]
      const written = await Promise.all([
        store.cases.write(changeOf([next(a), next(b)])),
        store.cases.write(changeOf([next(b), next(a)])),
      ])
      expect(written.toSorted()).toEqual([false, true])
    })

    test('refuses a turn whose case was acted on meanwhile, whole, and takes it when decided again', async () => {
      const application = await file(store)
      const { conversationId, draftId } = application
      await store.cases.write(changeOf([next(application)]))
      const withdrawn = (record: typeof application) =>
        changeOf([inState(record, 'withdrawn')], {
          events: [eventOf(record, { act: { type: 'withdraw', reason: 'x' } })],
        })
      const stale = turnOf(conversationId, 2, 'withdraw', {
        draft: edit(draftId, 1, 'B'),
        beyond: withdrawn(application),
      })
      expect(await store.commit(stale)).toEqual({ type: 'conflict' })
      expect((await store.load(conversationId))?.draft).toMatchObject({ revision: 1 })
      const fresh = turnOf(conversationId, 2, 'withdraw', { beyond: withdrawn(next(application)) })
      expect(await store.commit(fresh)).toEqual({ type: 'committed' })
      expect((await store.cases.application(application.id))?.kept.state).toBe('withdrawn')
    })

    test('makes one application of a draft that is handed in twice at once', async () => {
      const here = await begin(store)
      const draft = newDraft(v7())
      await store.commit(turnOf(here, 0, 'draft', { draft }))
      const other = await begin(store, { draftId: draft.draft.id })
      const turns = [
        [here, 1],
        [other, 0],
      ] as const
      const outcomes = await Promise.all(
        turns.map(([id, version]) => {
          const submission = submissionOf(draft.draft.id, 1, `SP-${v7()}`)
          const record = applicationOf(draft.draft.id, { submissionId: submission.id, conversationId: id })
          return store.commit(turnOf(id, version, 'submit', { submission, beyond: changeOf([record]) }))
        }),
      )
      expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['committed', 'conflict'])
      expect(await store.submissions.history(draft.draft.id)).toHaveLength(1)
    })

    test('announces the case, its draft and whoever is told', async () => {
      const application = await file(store)
      const heard: string[] = []
      const stop = store.changes.listen((id) => heard.push(id))
      const other = await begin(store)
      await store.cases.write(changeOf([next(application)], { tell: [activityOf(other, 'news')] }))
      stop()
      const { id, draftId } = application
      expect(heard).toEqual(expect.arrayContaining([changeOfCase(id), draftId, other]))
    })
  })

  describe('what conversations know of it', () => {
    test('says with the draft how its application and its project stand', async () => {
      const project = await approve(store, { certificate: `C-${v7()}` })
      const application = await store.cases.application(project.applicationId)
      const { number, body, endsOn, certificate, kept, conversationId, draftId } = project
      const known = {
        ...{ number, body, areas: project.areas, application: application?.kept },
        project: { number, endsOn, certificate, kept },
      }
      expect((await store.load(conversationId))?.draft?.case).toEqual(known)
      const found = await store.drafts.find(draftId)
      expect(found?.draft.case).toEqual(known)
      expect((await store.drafts.findByCode(found?.code ?? ''))?.draft).toEqual(found?.draft)
    })

    test('says nothing of a draft that was never handed in', async () => {
      const id = await begin(store)
      const draft = newDraft(v7())
      await store.commit(turnOf(id, 0, 'draft', { draft }))
      expect((await store.load(id))?.draft).toEqual(draft.draft)
      expect((await store.drafts.find(draft.draft.id))?.draft).toEqual(draft.draft)
    })

    const formOf = (parentId: string, form = 'acceptance', draftId = v7()) => ({
      ...{ draftId, code: v7(), parentId, form, entries: { name: { value: 'B' } } },
    })

    test('goes on with a later form that the same turn begins, and knows how its application stands', async () => {
      const project = await approve(store)
      const { draftId, conversationId, programmeId } = project
      const form = formOf(draftId)
      const adopted = { draftId: form.draftId, programmeId, programmeHash: 'abc#acceptance' }
      const beyond = changeOf([], { form })
      expect(await store.commit(turnOf(conversationId, 2, 'open', { adopted, beyond }))).toEqual({
        type: 'committed',
      })
      const loaded = await store.load(conversationId)
      const parent = await store.drafts.find(draftId)
      expect(loaded).toMatchObject({ programmeHash: 'abc#acceptance', draftCode: form.code })
      expect(loaded?.draft).toEqual({
        ...{ id: form.draftId, code: form.code, revision: 0, entries: form.entries },
        form: { id: 'acceptance', parentCode: parent?.code },
        case: parent?.draft.case,
      })
      expect(await store.drafts.findByCode(form.code)).toMatchObject({ programmeHash: 'abc#acceptance' })
    })

    test('begins each later form once, and lists it with what was handed in of it', async () => {
      const { draftId, conversationId } = await approve(store)
      const [first, second] = [formOf(draftId), formOf(draftId)]
      await store.cases.write(changeOf([], { form: first }))
      await store.cases.write(changeOf([], { form: second }))
      const adopted = { draftId: second.draftId, programmeId: 'specimen', programmeHash: 'abc#acceptance' }
      const beyond = changeOf([], { form: second })
      expect(await store.commit(turnOf(conversationId, 2, 'open', { adopted, beyond }))).toEqual({
        type: 'conflict',
      })
      const to = { ...adopted, draftId: first.draftId }
      const number = `SP-${v7()}`
      await store.commit(turnOf(conversationId, 2, 'open', { adopted: to }))
      await store.commit(
        turnOf(conversationId, 3, 'hand in', { submission: submissionOf(first.draftId, 0, number) }),
      )
      const { code } = first
      const history = [{ number, receivedAt: AT, recalledAt: null }]
      expect(await store.cases.forms(draftId)).toEqual([
        { draftId: first.draftId, form: 'acceptance', code, history },
      ])
      expect((await store.load(conversationId))?.draft?.submission?.number).toBe(number)
    })

    test('keeps an application and its later forms when everything of the person is deleted', async () => {
      const { draftId, conversationId } = await approve(store)
      const form = formOf(draftId)
      await store.cases.write(changeOf([], { form }))
      for (const drafts of [[draftId], [form.draftId]]) {
        const enquiries = {
          type: 'enquiry' as const,
          ...{ enquiries: [], entries: [], keep: [], tell: [] },
        }
        const beyond = { type: 'erase' as const, conversations: [conversationId], drafts, enquiries }
        expect(await store.commit(turnOf(conversationId, 2, 'erase', { beyond }))).toEqual({
          type: 'conflict',
        })
      }
      expect(await store.drafts.find(form.draftId)).not.toBeNull()
    })
  })

  describe('lists', () => {
    const scope = (...programmes: (typeof ALL_CASES)['programmes']) => ({ programmes })
    const ids = (records: { id: string }[]) => records.map(({ id }) => id)

    /** A programme of its own with one application in each of these places, oldest first. */
    async function several(of: Partial<ReturnType<typeof applicationOf>>[]) {
      const programmeId = `p-${v7()}`
      const records: ReturnType<typeof applicationOf>[] = []
      for (const [n, one] of of.entries())
        records.push(await file(store, { programmeId, lastAt: later(n), ...one }))
      return { programmeId, records }
    }

    test('pages through the newest events first, each application once', async () => {
      const { programmeId, records } = await several([{}, { lastAt: AT }, {}, { lastAt: AT }, {}])
      const seen: string[] = []
      let after: { lastAt: Date; id: string } | undefined
      for (let pages = 0; pages < 4; pages++) {
        const page = { limit: 2, ...(after ? { after } : {}) }
        const rows = await store.cases.applications(ALL_CASES, { programmeId }, page)
        seen.push(...ids(rows))
        after = rows.at(-1)
      }
      const newest = records.toSorted((a, b) => +b.lastAt - +a.lastAt || (a.id < b.id ? 1 : -1))
      expect(seen).toEqual(ids(newest))
    })

    test('shows each officer what the own bodies and areas have, and nobody what was taken back', async () => {
      const { programmeId: id, records } = await several([
        { body: 'north', areas: ['red'] },
        { body: 'south', areas: ['red', 'blue'] },
        { body: null, areas: [] },
      ])
      const [north, south, none] = ids(records)
      const recalled = inState(records[0] as (typeof records)[0], 'recalled')
      const list = async (...of: (typeof ALL_CASES)['programmes']) =>
        ids(await store.cases.applications(scope(...of), { programmeId: id }, { limit: 10 })).sort()
      expect(await list({ id, bodies: null, areas: null })).toEqual([north, south, none].sort())
      expect(await list({ id, bodies: ['north'], areas: null })).toEqual([north])
      expect(await list({ id, bodies: null, areas: ['blue'] })).toEqual([south])
      const both = [
        { id, bodies: ['north'], areas: null },
        { id: '*', bodies: null, areas: ['blue'] },
      ]
      expect(await list(...both)).toEqual([north, south].sort())
      expect(await list({ id, bodies: [], areas: null })).toEqual([])
      expect(await list({ id: 'other', bodies: null, areas: null })).toEqual([])
      expect(await list()).toEqual([])
      await store.cases.write(changeOf([recalled]))
      expect(await list({ id, bodies: null, areas: null })).toEqual([south, none].sort())
    })

    test('narrows by state, body, area, holder, last day, words, and to those that are named', async () => {
      const returned = applicationOf('').kept
      returned.state = 'returned'
      returned.context.returned = { fields: [], due: '2021-04-20' }
      const { programmeId, records } = await several([
        { title: 'Gauge 100% pure', body: 'north' },
        { applicant: '上海某某_研究院', body: 'south', areas: ['blue'] },
        { kept: returned, holder: 'applicant' },
        { holder: null, number: `ZZ-${v7()}` },
      ])
      const [first, second, third, fourth] = ids(records)
      const list = async (filter: object) =>
        ids(await store.cases.applications(ALL_CASES, { programmeId, ...filter }, { limit: 10 })).sort()
      expect(await list({ states: ['returned'] })).toEqual([third])
      expect(await list({ states: [] })).toEqual([])
      expect(await list({ body: 'south' })).toEqual([second])
      expect(await list({ area: 'blue' })).toEqual([second])
      expect(await list({ holder: 'none' })).toEqual([fourth])
      expect(await list({ holder: 'applicant' })).toEqual([third])
      expect(await list({ dueBefore: '2021-04-20' })).toEqual([])
      expect(await list({ dueBefore: '2021-04-21' })).toEqual([third])
      expect(await list({ ids: [second, third], body: 'south' })).toEqual([second])
      expect(await list({ ids: [] })).toEqual([])
      expect(await list({ words: 'GAUGE 100%' })).toEqual([first])
      expect(await list({ words: '研究院 上海' })).toEqual([second])
      expect(await list({ words: '上海_研究院' })).toEqual([])
      expect(await list({ words: 'zz-' })).toEqual([fourth])
      expect(await list({ words: '\0' })).toEqual([])
      const counts = await store.cases.counts('application', ALL_CASES, { programmeId, states: ['returned'] })
      expect(counts).toEqual([
        { state: 'recommending', count: 3 },
        { state: 'returned', count: 1 },
      ])
      expect(await store.cases.counts('project', ALL_CASES, { programmeId })).toEqual([])
    })

    test('counts every state by body and by area, a case of two areas in both', async () => {
      const { programmeId } = await several([
        { body: 'north', areas: ['red', 'blue'] },
        { body: 'north', areas: ['red'] },
        { body: null, areas: [] },
      ])
      await approve(store, { programmeId, body: 'south', areas: ['blue'] })
      const cell = (kind: string, state: string, by: string, id: string | null, count: number) => ({
        ...{ kind, state, by, id, count },
      })
      const board = await store.cases.board(ALL_CASES, programmeId)
      const expected = [
        cell('application', 'recommending', 'area', 'blue', 1),
        cell('application', 'recommending', 'area', 'red', 2),
        cell('application', 'recommending', 'area', null, 1),
        cell('application', 'recommending', 'body', 'north', 2),
        cell('application', 'recommending', 'body', null, 1),
        cell('application', 'approved', 'area', 'blue', 1),
        cell('application', 'approved', 'body', 'south', 1),
        cell('project', 'running', 'area', 'blue', 1),
        cell('project', 'running', 'body', 'south', 1),
      ]
      expect(board).toHaveLength(expected.length)
      expect(board).toEqual(expect.arrayContaining(expected))
      const [area] = [{ id: programmeId, bodies: null, areas: ['blue'] }]
      const seen = await store.cases.board(
        scope(area as (typeof ALL_CASES)['programmes'][number]),
        programmeId,
      )
      expect(
        seen
          .filter(({ by }) => by === 'body')
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual([...['north', 'south', 'south']])
    })

    test('reads all of a filter, the smallest number first', async () => {
      const name = v7()
      const numbers = [10, 2, 1, 100].map((n) => `${name}-${n}`)
      const { programmeId } = await several(numbers.map((number) => ({ number })))
      const seen: string[] = []
      for await (const batch of store.cases.allApplications(ALL_CASES, { programmeId }))
        seen.push(...batch.map(({ number }) => number))
      expect(seen).toEqual([1, 2, 10, 100].map((n) => `${name}-${n}`))
      const none: unknown[] = []
      for await (const batch of store.cases.allProjects(ALL_CASES, { programmeId })) none.push(...batch)
      expect(none).toEqual([])
    })

    test('lists projects by their certificate, and those that the clock has to look at', async () => {
      const programmeId = `p-${v7()}`
      const [soon, late] = [
        await approve(store, { programmeId, nextAt: later(2) }),
        await approve(store, { programmeId, nextAt: later(1) }),
      ]
      await approve(store, { programmeId, nextAt: null, certificate: `C-${v7()}` })
      const ofProgramme = [programmeId]
      expect(ids(await store.cases.due(later(2), 10, ofProgramme))).toEqual(ids([late, soon]))
      expect(ids(await store.cases.due(later(2), 1, ofProgramme))).toEqual([late.id])
      expect(ids(await store.cases.due(later(1), 10, ofProgramme))).toEqual([late.id])
      expect(await store.cases.due(later(2), 10, ['other'])).toEqual([])
      const ending = { programmeId, dueBefore: '2022-06-02' }
      expect(await store.cases.projects(ALL_CASES, ending, { limit: 10 })).toHaveLength(3)
    })

    test('knows drafts that were handed in before there were cases', async () => {
      const id = await begin(store)
      const draft = newDraft(v7())
      await store.commit(turnOf(id, 0, 'draft', { draft }))
      const submission = submissionOf(draft.draft.id, 1, `SP-${v7()}`)
      expect(await store.cases.withoutCase(1_000)).not.toContain(draft.draft.id)
      await store.commit(turnOf(id, 1, 'submit', { submission }))
      expect(await store.cases.withoutCase(1_000)).toContain(draft.draft.id)
      await store.cases.write(changeOf([applicationOf(draft.draft.id)]))
      expect(await store.cases.withoutCase(1_000)).not.toContain(draft.draft.id)
    })

    test('never gives a number of a series twice', async () => {
      const series = v7()
      const numbers = await Promise.all(Array.from({ length: 8 }, () => store.cases.nextNumber(series)))
      expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    })

    test('takes what cannot be an id for unknown', async () => {
      for (const id of ['', 'x', '\0']) {
        expect(await store.cases.application(id)).toBeNull()
        expect(await store.cases.project(id)).toBeNull()
        expect(await store.cases.applicationOf(id)).toBeNull()
        expect(await store.cases.projectOf(id)).toBeNull()
        for (const list of ['events', 'remarks', 'checks', 'files', 'issued', 'forms'] as const)
          expect(await store.cases[list](id), list).toEqual([])
        expect(await store.cases.file(id, id)).toBeNull()
        expect(await store.cases.issuedByCode(id)).toBeNull()
      }
    })
  })

  describe('notes and the log', () => {
    const remarkOf = (applicationId: string, officerId: string): RemarkRecord => ({
      ...{ id: v7(), applicationId, version: 1, tier: 'recommender', field: 'name' },
      ...{ text: `${WORD}${AWKWARD}`, officerId, at: AT, doneAt: null },
    })

    test('keeps remarks until they are sent or taken away by the own tier', async () => {
      const application = await file(store)
      const { id: applicationId } = application
      const officerId = await enrol(store)
      const [sent, gone] = [remarkOf(applicationId, officerId), remarkOf(applicationId, officerId)]
      await store.cases.addRemark(sent)
      await store.cases.addRemark(gone)
      const take = (id: string, tier = 'recommender') =>
        store.cases.removeRemark({ applicationId, id, tier, officerId, at: later(1) })
      expect(await take(gone.id, 'authority')).toBe(false)
      expect(await take(gone.id)).toBe(true)
      expect(await take(gone.id)).toBe(false)
      const events = [eventOf(application, { at: later(2), by: 'clock', act: { type: 'warn' } })]
      await store.cases.write(changeOf([next(application)], { events, remarksSent: [sent.id] }))
      expect(await take(sent.id)).toBe(false)
      const [kept, ...others] = await store.cases.remarks(applicationId)
      expect(others).toEqual([])
      expect(kept).toMatchObject({ id: sent.id, doneAt: later(2) })
    })

    test('ticks an item for each tier, ticks it anew, and takes the tick away', async () => {
      const { id: applicationId } = await file(store)
      const officerId = await enrol(store)
      const tick = (tier: string, result: 'ok' | 'not-ok' | null, note = '') =>
        store.cases.setCheck({
          applicationId,
          tier,
          item: 'c:1',
          result,
          note,
          version: 1,
          officerId,
          at: AT,
        })
      await tick('recommender', 'ok')
      await tick('authority', 'not-ok', 'why')
      await tick('recommender', 'not-ok')
      const found = (await store.cases.checks(applicationId)).map(({ tier, result, note }) => [
        tier,
        result,
        note,
      ])
      expect(found.toSorted()).toEqual([
        ['authority', 'not-ok', 'why'],
        ['recommender', 'not-ok', ''],
      ])
      await tick('authority', null)
      expect(await store.cases.checks(applicationId)).toHaveLength(1)
    })

    test('logs who did what to which case, with days and fields, and none of the words', async () => {
      const application = await file(store)
      const officerId = await enrol(store)
      const fields = [{ field: 'name', comment: WORD }]
      const act = { type: 'return' as const, fields, due: '2021-04-20' }
      const events = [
        eventOf(application, { by: 'officer', officerId, tier: 'recommender', act }),
        eventOf(application, { by: 'clock', act: { type: 'decline', reason: WORD }, channel: null }),
      ]
      const paper = paperOf(application, { kind: 'approval', caseId: null, number: null })
      const entries = await left(async () => {
        await store.cases.write(changeOf([next(application)], { events, issued: [paper] }))
        await store.cases.addRemark(remarkOf(application.id, officerId))
        const check = {
          applicationId: application.id,
          tier: 'recommender',
          item: 'c',
          note: WORD,
          version: 1,
        }
        await store.cases.setCheck({ ...check, result: 'ok', officerId, at: AT })
      })
      const subject = { kind: 'application', id: application.id }
      const officer = officerActor(officerId)
      expect(entries).toMatchObject([
        {
          ...{ act: 'return', actor: officer, subject, programmeId: 'specimen' },
          details: { number: application.number, fields: ['name'], due: '2021-04-20', tier: 'recommender' },
        },
        { act: 'decline', actor: { kind: 'clock', id: null }, subject },
        {
          act: 'issued',
          subject: { kind: 'paper', id: paper.id },
          details: { kind: 'approval' },
          actor: officer,
        },
        { act: 'remarked', actor: officer, subject, details: { field: 'name' } },
        { act: 'checked', actor: officer, subject, details: { item: 'c', result: 'ok' } },
      ])
      expect(JSON.stringify(entries)).not.toContain(WORD)
      expect(JSON.stringify(entries)).not.toContain(application.applicant)
      expect(entries.every(({ details }) => 'data' in details || 'text' in details)).toBe(true)
      expect((await verifyLog(store.audit, { hash })).fault).toBeNull()
    })

    test('keeps for which body and which area an officer has a right', async () => {
      const id = await enrol(store)
      const grants = [
        { role: 'recommender' as const, programmeId: 'specimen', contact: null, body: 'north', area: null },
        { role: 'authority' as const, programmeId: null, contact: null, body: null, area: 'red' },
      ]
      const [entry] = await left(() => store.officers.setGrants(id, grants, OPERATOR))
      expect((await store.officers.find(id))?.grants).toHaveLength(2)
      expect((await store.officers.find(id))?.grants).toEqual(expect.arrayContaining(grants))
      expect(entry).toMatchObject({ act: 'rights-set', details: { from: [], to: grants } })
      const other = grants.map((grant) => ({ ...grant, body: grant.body && 'south' }))
      expect(await left(() => store.officers.setGrants(id, other, OPERATOR))).toHaveLength(1)
      expect(await left(() => store.officers.setGrants(id, other, OPERATOR))).toHaveLength(0)
    })
  })

  describe('whatever rights an officer has', () => {
    const PROGRAMMES = [`p-${v7()}`, `q-${v7()}`]
    const BODIES = ['north', 'south', null]
    const AREAS = [[], ['red'], ['blue'], ['red', 'blue']]
    const STATES = [
      ['recommending', 'recommender'],
      ['deciding', 'authority'],
      ['recalled', 'applicant'],
      ['approved', null],
    ] as const
    const records: ApplicationRecord[] = []

    beforeAll(async () => {
      const places = PROGRAMMES.flatMap((programmeId) =>
        BODIES.flatMap((body) => AREAS.map((areas) => ({ programmeId, body, areas }))),
      )
      for (const [n, place] of places.entries()) {
        const [state, holder] = STATES[n % STATES.length] ?? STATES[0]
        const begun = await file(store, place)
        const record = inState(begun, state, { holder })
        await store.cases.write(changeOf([record]))
        records.push(record)
      }
    }, 60_000)

    const oneGrant = fc.record({
      role: fc.constantFrom('recommender', 'authority', 'lead', 'admin'),
      programmeId: fc.constantFrom(null, ...PROGRAMMES),
      body: fc.constantFrom(null, undefined, 'north', 'south'),
      area: fc.constantFrom(null, undefined, 'red', 'blue'),
    })
    const grants = fc.array(oneGrant, { maxLength: 3 })
    const officers = fc.record({ id: fc.constant('me'), active: fc.constantFrom(true, true, false), grants })
    const rowOf = (record: ApplicationRecord) => ({ ...record, state: record.kept.state })
    const seen = async (scope: CaseScope, programmeId: string) => {
      const found = await store.cases.applications(scope, { programmeId }, { limit: 100 })
      return found.map(({ id }) => id).sort()
    }

    test('lists exactly what the rights let through row by row', { timeout: 120_000 }, async () => {
      const property = fc.asyncProperty(
        officers,
        fc.constantFrom(...PROGRAMMES),
        async (officer, programmeId) => {
          const own = records.filter((one) => one.programmeId === programmeId && roleOn(officer, rowOf(one)))
          const scope = caseScopeOf(officer)
          expect(await seen(scope, programmeId)).toEqual(own.map(({ id }) => id).sort())
          const counts = await store.cases.counts('application', scope, { programmeId })
          expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(own.length)
        },
      )
      await fc.assert(property, { numRuns: 150 })
    })

    test('lists as own turns what waits for a tier as which the officer acts', {
      timeout: 120_000,
    }, async () => {
      const tiers = ['recommender', 'authority']
      const single = fc.record({
        ...{ id: fc.constant('me'), active: fc.constant(true) },
        grants: fc.tuple(oneGrant),
      })
      const property = fc.asyncProperty(
        single,
        fc.constantFrom(...PROGRAMMES),
        async (officer, programmeId) => {
          const own = records.filter((one) => {
            const role = roleOn(officer, rowOf(one))
            return one.programmeId === programmeId && role && one.holder === tierOn(role, tiers, 0)
          })
          expect(await seen(ownTurnsOf(officer, tiers), programmeId)).toEqual(own.map(({ id }) => id).sort())
        },
      )
      await fc.assert(property, { numRuns: 60 })
    })
  })
}
