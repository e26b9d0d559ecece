/** Focus areas: suggestions with the words that decided, and the whole list. */
import type { Choice } from '../../contract/conversation.ts'
import { topicPath } from '../../language/read-answer.ts'
import { suggestTopics, type TopicSuggestion } from '../../language/suggest-topics.ts'
import type { Area } from '../../programme/schema.ts'
import { answerOf } from '../../programme/values.ts'
import type { Reply } from '../types.ts'
import { suggestedBodies, type World } from '../world.ts'
import { showContact, showContactsOfDraft } from './answer-question.ts'

/** The field that holds the topics of an application, if the programme has one. */
export function topicsField(world: Pick<World, 'programme'>): string | null {
  return [...world.programme.fields.values()].find((field) => field.type === 'topics')?.id ?? null
}

/** The button that leads to the areas, where the programme has any. */
export const beginArea = (world: World): Choice[] =>
  topicsField(world) === null ? [] : [{ value: 'begin:area', label: world.phrases.say('buttons.begin-area') }]

/** Two or three topics for a description, with the words that decided; the choice stays the applicant's. */
export function suggestAreas(world: World, description: string): Reply {
  return sayTopics(world, suggestTopics(world.programme, description))
}

/** Suggested topics as a reply. */
export function sayTopics(world: World, suggestions: readonly TopicSuggestion[]): Reply {
  const { phrases } = world
  const field = topicsField(world)
  const first = suggestions[0]
  if (!first) return listAreas(world, 'areas.none-fits')
  const lines = suggestions.map((suggestion, i) =>
    phrases.say('areas.suggestion', {
      number: i + 1,
      topic: topicLabel(world, suggestion),
      clause: suggestion.area.clause,
      words: suggestion.words.slice(0, 4).join(phrases.say('marks.list')),
    }),
  )
  return {
    key: suggestions.length > 1 ? 'areas.suggestions' : 'areas.one-suggestion',
    text: [
      phrases.say(suggestions.length > 1 ? 'areas.several' : 'areas.one'),
      ...lines,
      phrases.say('areas.automatic'),
      ...(suggestions.every(({ area }) => area.contact === first.area.contact)
        ? [showContact(world, first.area.contact)]
        : []),
    ].join('\n'),
    citations: suggestions.map(({ area, topic }) => ({
      clause: area.clause,
      quote: lineAbout(world.programme.notice.get(area.clause) ?? '', topic.words),
    })),
    choices: [
      ...suggestions.map((suggestion) => ({
        value: `answer:${field}:${suggestion.topic.id}`,
        label: topicLabel(world, suggestion),
      })),
      { value: 'show:areas', label: phrases.say('buttons.all-areas') },
    ],
    ...(field ? { pending: { field } } : {}),
  }
}

/** The line of a clause that has most of the topic's words. */
function lineAbout(clause: string, words: readonly string[]): string {
  const count = (line: string): number => words.filter((word) => line.includes(word)).length
  return clause.split('\n').reduce((best, line) => (count(line) > count(best) ? line : best))
}

const topicLabel = (world: World, { area, topic }: TopicSuggestion): string =>
  topicPath(world, area.id, topic.id)

/** Every area with its topics in the notice's own words. */
export function listAreas(world: World, lead = 'areas.all'): Reply {
  const { phrases } = world
  const field = topicsField(world)
  if (!field || world.programme.areas.length === 0)
    return { key: 'areas.no-areas', text: phrases.say('areas.no-areas') }
  const lines = world.programme.areas.flatMap((area) => [
    areaLine(world, area),
    ...area.topics.map((topic) => topicLine(world, topic)),
  ])
  const choices = world.programme.areas.flatMap((area) =>
    area.topics.map((topic) => ({
      value: `answer:${field}:${topic.id}`,
      label: topicPath(world, area.id, topic.id),
    })),
  )
  return {
    key: lead,
    text: [phrases.say(lead), ...lines].join('\n'),
    choices,
    ...(field ? { pending: { field } } : {}),
  }
}

/** The name of an area; in a language the notice is not written in, with its official name. */
function areaLine({ programme, text, phrases }: World, { id, clause }: Area): string {
  const name = text.areas[id] ?? id
  const official = programme.text.get(programme.languages[0] ?? '')?.areas[id] ?? name
  if (!text.topicGlosses) return phrases.say('areas.heading', { area: name, clause })
  return phrases.say('areas.heading-glossed', { area: name, official, clause })
}

/** A topic with the notice's own words and, where the folder has it, what they mean. */
function topicLine(world: World, topic: Area['topics'][number]): string {
  const { text, phrases } = world
  const gloss = text.topicGlosses?.[topic.id]
  const words = listedWords(world, topic).join(phrases.say(gloss ? 'marks.list-quoted' : 'marks.list'))
  const name = text.topics[topic.id] ?? topic.id
  return gloss
    ? phrases.say('areas.topic-glossed', { topic: name, gloss, words })
    : phrases.say('areas.topic', { topic: name, words })
}

/** Words of a topic without its own name and without a word that another one holds already. */
function listedWords({ programme, text }: World, { id, words }: Area['topics'][number]): string[] {
  const names = [...programme.text.values()].map((language) => language.topics[id])
  const others = words.filter((word) => !names.includes(word))
  return words.filter(
    (word) => word !== text.topics[id] && !others.some((other) => other !== word && other.includes(word)),
  )
}

/** What the chosen topics mean: contact and who may recommend. */
export function sayChosen(world: World): Reply {
  const { phrases } = world
  const field = topicsField(world)
  const chosen = field ? answerOf(world.draft.entries, field) : undefined
  const labels = (Array.isArray(chosen) ? (chosen as string[]) : []).map(
    (topic) => world.text.topics[topic] ?? topic,
  )
  const contacts = showContactsOfDraft(world)
  const bodies = suggestedBodies(world).map((body) => world.text.recommenders[body] ?? body)
  return {
    key: 'areas.chosen',
    text: [
      phrases.say('areas.chosen', { topics: labels.join(phrases.say('marks.list')) }),
      ...(contacts ? [contacts] : []),
      ...(bodies.length > 0
        ? [phrases.say('areas.recommenders', { bodies: bodies.join(phrases.say('marks.list')) })]
        : []),
    ].join('\n'),
    choices: [
      { value: 'begin:filing', label: phrases.say('buttons.begin-filing') },
      { value: 'begin:eligibility', label: phrases.say('buttons.begin-eligibility') },
      ...(field ? [{ value: `go:${field}`, label: phrases.say('buttons.change-area') }] : []),
    ],
  }
}
