/** The stateless questions anyone may ask: about the notice, eligibility, topics. Nothing is stored. */
import type { z } from 'zod'
import { windowAt } from '../casework/window.ts'
import type {
  askResponseSchema,
  eligibilityResponseSchema,
  programmeResponseSchema,
  topicsResponseSchema,
} from '../contract/programme.ts'
import { answerQuestions, contactLine } from '../conversation/replies/answer-question.ts'
import { sayTopics } from '../conversation/replies/areas.ts'
import { reportConditions, whatWouldHelp } from '../conversation/replies/verdict.ts'
import type { Reply } from '../conversation/types.ts'
import { factsOf, type Library, type World } from '../conversation/world.ts'
import { bare } from '../language/normalise.ts'
import { readAnswer } from '../language/read-answer.ts'
import { suggestTopics } from '../language/suggest-topics.ts'
import { understand } from '../language/understand.ts'
import { assess } from '../programme/eligibility.ts'
import { prefills } from '../programme/prefill.ts'
import type { Entries, Value } from '../programme/values.ts'

/** A world without a conversation. */
export function statelessWorld(library: Library, locale: string, at: Date, entries: Entries = {}): World {
  const draft = { id: '', code: '', revision: 0, entries }
  return {
    ...library.speech(locale),
    draft,
    at,
    unprintable: () => [],
    documentAddress: () => '',
    fileAddress: () => '',
  }
}

/** Answers one message without a conversation. */
export function askOnce(world: World, text: string): z.infer<typeof askResponseSchema> {
  const commands = understand(text, {
    ...world,
    open: null,
    confirming: false,
    offered: [],
    year: world.at.getUTCFullYear(),
  })
  const confidence = Math.min(1, world.retrieval.rank(text, 1)[0]?.score ?? 0)
  const asked = commands.flatMap((command) => (command.type === 'ask' ? command.answers : []))
  if (asked.length > 0) return answered(world, text, asked, confidence)
  const topics = commands.find((command) => command.type === 'topics')
  if (topics) return topicAnswer(world, text)
  const clarify = commands.find((command) => command.type === 'clarify')
  const choices = clarify?.answers.map((id) => ({ id, label: world.text.answers[id]?.topic ?? id }))
  const asksBack = choices !== undefined || bare(text) === ''
  return {
    answer: world.phrases.say(choices ? 'repair.clarify' : 'repair.not-understood'),
    answers: [],
    citations: [],
    parts: [],
    confidence,
    outcome: asksBack ? 'clarify' : 'out-of-scope',
    ...(choices ? { choices } : {}),
    contact: contactOf(world, world.programme.contacts.general),
  }
}

function answered(world: World, text: string, ids: string[], confidence: number) {
  const replies = answerQuestions(world, ids, text)
  const found = world.programme.answers.filter((answer) => ids.includes(answer.id))
  const named = found
    .map((answer) => answer.contact)
    .find((id) => id && id !== 'of-the-area' && id !== 'recommender')
  const outcome = found.every((answer) => answer.refuses)
    ? ('out-of-scope' as const)
    : found.every((answer) => answer.silent)
      ? ('silent' as const)
      : ('answered' as const)
  return {
    answer: replies.map((reply) => reply.text).join('\n\n'),
    answers: ids,
    citations: replies.flatMap((reply) => reply.citations ?? []),
    parts: replies.flatMap((reply) => reply.parts ?? []),
    confidence,
    outcome,
    ...(named ? { contact: contactOf(world, named) } : {}),
  }
}

function topicAnswer(world: World, text: string) {
  const suggestions = suggestTopics(world.programme, text)
  const reply: Reply = sayTopics(world, suggestions)
  const contact = suggestions[0]?.area.contact
  return {
    answer: reply.text,
    answers: [],
    citations: reply.citations ?? [],
    parts: [],
    confidence: 1,
    outcome: suggestions.length > 1 ? ('clarify' as const) : ('answered' as const),
    choices: suggestions.map(({ topic }) => ({
      id: topic.id,
      label: world.text.topics[topic.id] ?? topic.id,
    })),
    ...(contact ? { contact: contactOf(world, contact) } : {}),
  }
}

function contactOf(world: World, id: string) {
  const { label, person, phone } = contactLine(world, id)
  return {
    label,
    asOf: world.programme.contacts.asOf,
    ...(phone ? { phone } : {}),
    ...(person ? { person } : {}),
  }
}

/** Facts of the public API as entries; facts that cannot be read stay unknown. */
export function entriesFrom(
  world: World,
  facts: Record<string, string | number | boolean | string[]>,
): Entries {
  let entries: Entries = {}
  for (const [id, raw] of Object.entries(facts)) {
    const field = world.programme.fields.get(id)
    if (!field) continue
    const typed = Array.isArray(raw) ? raw : String(raw)
    const reading = readAnswer(field, typed, { ...world, year: world.at.getUTCFullYear() })
    if (reading.ok) entries = { ...entries, [id]: { value: reading.value, source: 'applicant' } }
  }
  for (const id of Object.keys(entries))
    for (const [target, value] of prefills(world.programme, entries, id))
      entries = { ...entries, [target]: { value: value as Value, source: 'derived' } }
  return entries
}

/** The verdict on the facts of `world.draft`, with its trace. */
export function judgeOnce(world: World): z.infer<typeof eligibilityResponseSchema> {
  const { verdict, conditions } = assess(factsOf(world))
  const facts = Object.fromEntries(
    Object.entries(world.draft.entries).map(([id, entry]) => [id, entry.value as string | string[]]),
  )
  return {
    verdict,
    conditions: reportConditions(world),
    changes: whatWouldHelp(world),
    trace: {
      programme: world.programme.id,
      hash: world.programme.hash,
      facts,
      rules: conditions.flatMap((condition) =>
        condition.trace.map(({ rule, value }) => ({ condition: condition.id, rule, value })),
      ),
    },
  }
}

/** Ranked topics for a description. */
export function topicsOnce(world: World, text: string): z.infer<typeof topicsResponseSchema> {
  return {
    topics: suggestTopics(world.programme, text).map(({ area, topic, words }) => ({
      area: { id: area.id, label: world.text.areas[area.id] ?? area.id },
      topic: { id: topic.id, label: world.text.topics[topic.id] ?? topic.id },
      words,
      contact: contactOf(world, area.contact),
    })),
  }
}

/** What the programme is, for any client. */
export function describe(world: World): z.infer<typeof programmeResponseSchema> {
  const { programme, text } = world
  return {
    id: programme.id,
    title: text.programme.title,
    ...(programme.document ? { document: programme.document } : {}),
    issuer: text.programme.issuer,
    languages: [...programme.languages],
    window: {
      ...(programme.window?.opens ? { opens: programme.window.opens } : {}),
      ...(programme.window?.closes ? { closes: programme.window.closes } : {}),
      open: windowAt(programme, world.at) === 'open',
    },
    areas: programme.areas.map((area) => ({
      id: area.id,
      label: text.areas[area.id] ?? area.id,
      clause: area.clause,
      topics: area.topics.map((topic) => ({
        id: topic.id,
        label: text.topics[topic.id] ?? topic.id,
        words: topic.words,
      })),
    })),
  }
}
