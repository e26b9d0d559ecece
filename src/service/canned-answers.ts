/** Answers that officers write often, shared by all of a programme. */
import { contactLine } from '../conversation/replies/answer-question.ts'
import type { Speech } from '../conversation/world.ts'
import type { Enquiry } from '../enquiry/enquiry.ts'
import { PLACEHOLDERS, type PlaceholderValues, unknownIn } from '../enquiry/placeholders.ts'
import { mayDo, type Officer } from '../enquiry/policy.ts'
import { showInstant } from '../language/dates.ts'
import { lengthOf } from '../language/normalise.ts'
import type { CannedRecord } from '../ports/desk.ts'
import type { Clock, Ids } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { Failure } from './failure.ts'
import type { Libraries } from './libraries.ts'

export interface CannedDeps {
  store: Pick<Store, 'canned'>
  libraries: Libraries
  clock: Clock
  ids: Ids
}

export type CannedWords = Pick<CannedRecord, 'title' | 'locale' | 'text'>

/** In characters. */
const MOST = { title: 100, text: 10_000 } as const

export class CannedAnswers {
  private readonly deps: CannedDeps

  constructor(deps: CannedDeps) {
    this.deps = deps
  }

  /** Those of a programme, by title. @throws Failure not-allowed */
  async list(officer: Officer, programmeId: string): Promise<CannedRecord[]> {
    this.allow(officer, programmeId)
    return this.deps.store.canned.all(programmeId)
  }

  /** `id`: the same one again has no second effect. @throws Failure not-allowed, too-long, missing-field or unknown-placeholder */
  async add(
    officer: Officer,
    programmeId: string,
    words: CannedWords,
    id = this.deps.ids.next(),
  ): Promise<CannedRecord> {
    this.allow(officer, programmeId)
    if (!this.deps.libraries.find(programmeId)) throw new Failure('unknown-programme', { id: programmeId })
    return this.keep(officer, { id, programmeId, ...words })
  }

  /** The last change counts. @throws as `add`, and unknown-canned */
  async change(officer: Officer, programmeId: string, id: string, words: CannedWords): Promise<CannedRecord> {
    await this.known(officer, programmeId, id)
    return this.keep(officer, { id, programmeId, ...words })
  }

  /** @throws Failure not-allowed or unknown-canned */
  async remove(officer: Officer, programmeId: string, id: string): Promise<void> {
    await this.known(officer, programmeId, id)
    await this.deps.store.canned.remove(id)
  }

  private async known(officer: Officer, programmeId: string, id: string): Promise<void> {
    const all = await this.list(officer, programmeId)
    if (!all.some((one) => one.id === id)) throw new Failure('unknown-canned')
  }

  private async keep(
    officer: Officer,
    words: Omit<CannedRecord, 'changedBy' | 'changedAt'>,
  ): Promise<CannedRecord> {
    const [title, text] = [within('title', words.title), within('text', words.text)]
    const [name] = unknownIn(`${title} ${text}`)
    if (name !== undefined) throw new Failure('unknown-placeholder', { name, allowed: allowed() }, 'text')
    const record = { ...words, title, text, changedBy: officer.id, changedAt: this.deps.clock.now() }
    await this.deps.store.canned.save(record)
    return record
  }

  private allow(officer: Officer, programmeId: string): void {
    if (!mayDo(officer, 'edit-canned', programmeId)) throw new Failure('not-allowed')
  }
}

/** As they are written. */
const allowed = (): string => PLACEHOLDERS.map((name) => `{${name}}`).join(' ')

function within(field: keyof typeof MOST, words: string): string {
  const trimmed = words.trim()
  const [count, max] = [lengthOf(trimmed), MOST[field]]
  if (count === 0) throw new Failure('missing-field', {}, field)
  if (count > max) throw new Failure('too-long', { count, max, excess: count - max }, field)
  return trimmed
}

/** What placeholders stand for in an enquiry, in the language of the canned answer; what is not known is left out. */
export function placeholdersOf(
  { programme, text, phrases }: Speech,
  enquiry: Enquiry,
  officer: Pick<Officer, 'name'>,
  name = '',
): PlaceholderValues {
  const line = programme.contacts.contacts.some(({ id }) => id === enquiry.contact)
    ? contactLine({ programme, text }, enquiry.contact ?? '')
    : null
  const show = (at: Date) => showInstant(at, phrases.language, programme.timezone)
  const values = {
    number: enquiry.number,
    name,
    contact: line?.label ?? '',
    phone: line?.phone ?? '',
    area: enquiry.area ? (text.areas[enquiry.area] ?? '') : '',
    due: enquiry.dueAt ? show(enquiry.dueAt) : '',
    asked: show(enquiry.askedAt),
    programme: text.programme.title,
    officer: officer.name,
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
