/** A desk as its pure turns see it: a programme of nowhere, two officers, enquiries as they are wanted. */

import { deskTurn } from '../../src/enquiry/desk.ts'
import type { DeskActivity, DeskCase, DeskState, DeskStep, DeskWorld } from '../../src/enquiry/desk-shapes.ts'
import { NO_DESK } from '../../src/enquiry/desk-shapes.ts'
import type { Enquiry, Entry, EntryKind } from '../../src/enquiry/enquiry.ts'
import type { Officer } from '../../src/enquiry/policy.ts'
import { readLocales } from '../../src/read-locales.ts'
import { plainPhrases } from '../../src/service/libraries.ts'

const locales = await readLocales()
export const NOON = new Date('2021-04-12T04:00:00Z')

export const wang: Officer = {
  id: 'wang',
  name: '王芳',
  email: 'wang@example.org',
  locale: 'zh-CN',
  active: true,
  grants: [{ role: 'contact', programmeId: 'p', contact: 'roses' }],
}

const idOf = (place: number): string => `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`
export const ONE = idOf(1)
export const TWO = idOf(2)

/** An enquiry that officer Wang holds. */
export function enquiry(place: number, change: Partial<Enquiry> = {}): Enquiry {
  return {
    id: idOf(place),
    number: `ZX-2021-000${place}`,
    programmeId: 'p',
    conversationId: 'c',
    channel: 'web',
    locale: 'zh-CN',
    area: 'roses',
    contact: 'roses',
    unpublished: null,
    holderId: 'wang',
    deputyId: null,
    status: 'open',
    question: `第${place}个问题：截止日期怎么算？`,
    summary: null,
    transcript: null,
    askedAt: NOON,
    since: NOON,
    dueAt: new Date('2021-04-14T04:00:00Z'),
    steps: 0,
    nextAt: null,
    firstAnswerAt: null,
    firstAnswerIn: null,
    closedAt: null,
    stars: null,
    mergedInto: null,
    version: 3,
    lastAt: NOON,
    ...change,
  }
}

export function entry(kind: EntryKind, text: string, change: Partial<Entry> = {}): Entry {
  const by = kind === 'asked' ? ('asker' as const) : ('officer' as const)
  return {
    id: `${kind}-${text}`,
    enquiryId: ONE,
    at: NOON,
    by,
    officerId: by === 'officer' ? 'li' : null,
    kind,
    text,
    data: {},
    channel: 'web',
    ...change,
  }
}

export const caseOf = (one: Enquiry, entries: Entry[] = [], may = true): DeskCase => ({
  enquiry: one,
  entries: [entry('asked', one.question), ...entries],
  may,
})

export function worldOf(cases: DeskCase[], language = 'zh-CN', change: Partial<DeskWorld> = {}): DeskWorld {
  return {
    officer: wang,
    phrases: plainPhrases(language, locales),
    tongues: [...locales.keys()].map((one) => plainPhrases(one, locales)),
    cases,
    names: new Map([
      ['wang', '王芳'],
      ['li', '李明'],
    ]),
    textsOf: () => ({
      areas: { roses: language === 'en' ? 'Roses' : '玫瑰' },
      contacts:
        language === 'en'
          ? { roses: 'Rose contact', trees: 'Tree contact' }
          : { roses: '玫瑰联系人', trees: '树木联系人' },
      lines: ['roses', 'trees'],
      timezone: 'Asia/Shanghai',
    }),
    caseLinkOf: (of, id) => `https://desk.example.org/desk/${of}s/${id}`,
    linkOf: (id) => `https://desk.example.org/desk/enquiries/${id}`,
    at: NOON,
    ...change,
  }
}

/** Takes activities one after the other; the last step, and its state as the next one's. */
export function talk(world: DeskWorld, activities: DeskActivity[], state: DeskState = NO_DESK): DeskStep {
  let step: DeskStep = { replies: [], state, act: null, command: null }
  for (const activity of activities) step = deskTurn({ world, state: step.state, activity })
  return step
}

export const says = (text: string, quoted?: string): DeskActivity => ({
  kind: 'text',
  text,
  ...(quoted === undefined ? {} : { quoted }),
})
export const presses = (value: string): DeskActivity => ({ kind: 'choice', value })
export const keysOf = ({ replies }: DeskStep): string[] => replies.map(({ key }) => key)
