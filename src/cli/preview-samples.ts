/** What an officer finds in a preview: the applications that the folder's own transcripts file, and a question. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { OPERATOR } from '../audit/entry.ts'
import type { ApplicationRecord } from '../casework/case.ts'
import type { Config } from '../config.ts'
import { activityOf } from '../conversation/replay.ts'
import type { Transcript, TranscriptStep } from '../conversation/transcript.ts'
import type { Activity } from '../conversation/types.ts'
import type { Phrases } from '../language/phrases.ts'
import { assemble } from '../main.ts'
import type { Programme } from '../programme/schema.ts'
import { readTranscript } from './replay.ts'

type House = Awaited<ReturnType<typeof assemble>>

/**
 * Holds every transcript that files an application from nothing, each on its own day or, where that is still to come, on the
 * day of the preview; the applicant of each asks something as well. @returns how many applications there are then
 */
export async function fileSamples(
  folder: string,
  { id }: Programme,
  config: Config,
  words: Phrases,
): Promise<number> {
  let filed = 0
  for (const transcript of await filings(folder)) {
    const startsAt = new Date(Math.min(Date.parse(transcript.clock), config.startsAt?.getTime() ?? 0))
    const house = await assemble({ ...config, startsAt })
    try {
      await somebodyToAsk(house, id, words)
      if (await file(house, id, transcript, words)) filed++
    } finally {
      await house.close()
    }
  }
  return filed
}

/** The body whose officer has something to see: that of the newest application, else the first of the list. */
export async function bodyToSee(house: House, programme: Programme): Promise<string> {
  const all = await applications(house, programme)
  const waiting = all.find(({ body, holder }) => body !== null && holder === programme.tiers[0])
  return waiting?.body ?? programme.recommenders[0]?.id ?? ''
}

/** Has every body recommend what it was asked to, so that the authority has something to decide. */
export async function recommendSamples(house: House, programme: Programme, words: Phrases): Promise<void> {
  for (const { id, body, holder } of await applications(house, programme)) {
    if (body === null || holder === programme.tiers.at(-1)) continue
    const grants = [{ role: 'recommender' as const, programmeId: programme.id, contact: null, body }]
    const given = { name: body, email: `${id}@preview.example.org`, locale: words.language, grants }
    const officer = await house.desk.accounts.add(given, OPERATOR)
    const opinion = words.say('preview.opinion')
    for (let tier = 1; tier < programme.tiers.length; tier++)
      await house.casework.cases.actOnApplication(
        officer,
        id,
        { type: 'recommend', opinion },
        { key: house.ids.next() },
      )
  }
}

async function applications({ store }: House, { id }: Programme): Promise<ApplicationRecord[]> {
  const everything = { programmes: [{ id, bodies: null, areas: null }] }
  const found: ApplicationRecord[] = []
  for await (const batch of store.cases.allApplications(everything, {})) found.push(...batch)
  return found
}

/** Those that end with an application handed in, and begin with an empty form. */
async function filings(folder: string): Promise<Transcript[]> {
  const dir = path.join(folder, 'transcripts')
  const names = await readdir(dir, { recursive: true }).catch(() => [])
  const all = await Promise.all(
    names
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => readTranscript(path.join(dir, name))),
  )
  return all.filter(({ given, ends }) => ends?.submitted === true && Object.keys(given).length === 0)
}

const EMAIL = 'desk@preview.example.org'

/** Questions are only taken where somebody answers them. */
async function somebodyToAsk({ store, desk }: House, programmeId: string, words: Phrases): Promise<void> {
  if (await store.officers.findByEmail(EMAIL)) return
  const name = words.say('preview.desk')
  const grants = [{ role: 'contact' as const, programmeId, contact: null }]
  await desk.accounts.add({ name, email: EMAIL, locale: words.language, grants }, OPERATOR)
}

/** Says what the transcript says until the application is handed in. @returns whether it was */
async function file(
  house: House,
  programme: string,
  transcript: Transcript,
  words: Phrases,
): Promise<boolean> {
  const { id } = await house.conversations.start({ channel: 'web', programme, locale: transcript.locale })
  for (const step of transcript.talk) {
    if (step.case || step.officer) break
    const activity = await heard(house, id, step)
    if (activity) await house.conversations.take(id, house.ids.next(), activity)
    if ((await house.store.load(id))?.draft?.submission) break
  }
  await question(house, id, words)
  return ((await house.store.load(id))?.draft?.submission ?? null) !== null
}

/** A step as it arrives here: its files are there. */
async function heard(house: House, id: string, step: TranscriptStep): Promise<Activity | null> {
  const { conversation } = await house.conversations.read(id)
  const { snapshot, memory } = conversation.state
  const { field } = (snapshot as { context: { field: string | null } }).context
  const activity = activityOf(step, field, memory.offered)
  if (activity?.kind !== 'file') return activity
  for (const ref of activity.files) {
    ref.id = house.ids.next()
    await house.store.files.save({ ...ref, conversationId: id, content: EMPTY_PDF, at: house.clock.now() })
  }
  return activity
}

const EMPTY_PDF = new TextEncoder().encode('%PDF-1.4\n%%EOF\n')

/** Asks the desk something; where an area has to be chosen for it, the first. */
async function question(house: House, id: string, words: Phrases): Promise<void> {
  const said = async (activity: Activity) => {
    const { replies } = await house.conversations.take(id, house.ids.next(), activity)
    return replies.at(-1)?.reply
  }
  const press = (value: string) => said({ kind: 'choice', value })
  await press('enquiry:begin')
  let reply = await said({ kind: 'text', text: words.say('preview.question') })
  if (reply?.key === 'enquiry.which-area') reply = await press(reply.choices?.[0]?.value ?? '')
  const send = reply?.choices?.find(({ value }) => value.startsWith('enquiry:send'))
  if (send) await press(send.value)
}
