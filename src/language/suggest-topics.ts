/** Suggests topics for a described project, with the words that decided. */
import type { Area, Programme } from '../programme/schema.ts'
import { bare, lengthOf, normalise } from './normalise.ts'

export interface TopicSuggestion {
  area: Area
  topic: Area['topics'][number]
  /** the words of the folder found in the description, strongest first */
  words: string[]
  score: number
}

/** A word of the notice itself counts more than one of ours. */
const NOTICE_WEIGHT = 1.5
/** A suggestion this much weaker than the best one is noise. */
const KEEP = 0.35
/** Candidates worth showing; the full list is always at hand. */
const MOST = 3

/** Up to three topics by falling score; empty when no word of the folder occurs. */
export function suggestTopics(programme: Pick<Programme, 'areas'>, description: string): TopicSuggestion[] {
  const text = ` ${bare(description)} `
  const scored = programme.areas
    .flatMap((area) => area.topics.map((topic) => scoreTopic(area, topic, text)))
    .filter((suggestion) => suggestion.score > 0)
  const best = Math.max(0, ...scored.map((suggestion) => suggestion.score))
  return mostTelling(scored.filter((suggestion) => suggestion.score >= best * KEEP))
}

/** True when the text is nothing but a word that points to a topic. */
export function isTopicWord({ areas }: Pick<Programme, 'areas'>, text: string): boolean {
  const said = bare(text)
  const isSaid = (word: string): boolean => bare(word) === said
  return areas.some(({ topics }) => topics.some(({ words, also }) => words.some(isSaid) || also.some(isSaid)))
}

/** Picks the strongest, each next one by what it adds: a word already accounted for counts little. */
function mostTelling(scored: Scored[]): TopicSuggestion[] {
  const chosen: Scored[] = []
  const left = [...scored]
  while (chosen.length < MOST && left.length > 0) {
    const told = new Set(chosen.flatMap((suggestion) => suggestion.words))
    const worth = (suggestion: Scored): number =>
      suggestion.hits.reduce((sum, hit) => sum + hit.weight * (told.has(hit.word) ? 0.25 : 1), 0)
    const next = left.reduce((a, b) => (worth(b) > worth(a) ? b : a))
    left.splice(left.indexOf(next), 1)
    chosen.push(next)
  }
  return chosen
}

interface Scored extends TopicSuggestion {
  hits: { word: string; weight: number }[]
}

function scoreTopic(area: Area, topic: Area['topics'][number], text: string): Scored {
  const found = [
    ...topic.words.map((word) => ({ word, weight: weightIn(text, word) * NOTICE_WEIGHT })),
    ...topic.also.map((word) => ({ word, weight: weightIn(text, word) })),
  ]
    .filter((hit) => hit.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  const words = found.map((hit) => hit.word).filter((word, i, all) => !isInside(word, all.slice(0, i)))
  const hits = found.filter((hit) => words.includes(hit.word))
  return { area, topic, words, hits, score: hits.reduce((sum, hit) => sum + hit.weight, 0) }
}

/** Longer words say more; a short one alone is a hint, not a decision. */
function weightIn(text: string, word: string): number {
  const wanted = bare(word)
  if (wanted === '') return 0
  const latin = /^[a-z0-9 ]+$/.test(wanted)
  const occurs = latin ? text.includes(` ${wanted}`) : text.includes(wanted)
  return occurs ? (latin ? Math.max(1, lengthOf(wanted) / 3) : lengthOf(wanted) - 0.5) : 0
}

const isInside = (word: string, others: string[]): boolean =>
  others.some((other) => normalise(other).includes(normalise(word)))
