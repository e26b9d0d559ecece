/** What is said while a question for a person is put: its words, the area it is about, and whether to send it. */
import type { Command, EnquiryStep } from './commands.ts'
import { looksLikeQuestion } from './message.ts'
import { bare, lengthOf, normalise } from './normalise.ts'
import type { Phrases } from './phrases.ts'
import type { Understanding } from './question.ts'
import { suggestTopics } from './suggest-topics.ts'
import { isOneOf } from './word-lists.ts'

/** Null where the words belong to the talk besides, such as a question about the notice. */
export function asEnquiryStep(utterance: string, at: Understanding): Command[] | null {
  const { enquiring, confirming, phrases } = at
  // a yes that is awaited for something else must not send the question
  if (!enquiring || confirming) return null
  const plain = bare(utterance)
  const said = (list: string): boolean => isOneOf(plain, phrases.list(list), phrases.list('words.polite'))
  if (said('commands.cancel') || said('commands.back') || said('commands.enquiry-drop'))
    return [step({ do: 'drop' })]
  const offered = asOffered(plain, at)
  if (offered) return offered
  if (enquiring === 'composing') return isAside(said) ? null : [step({ do: 'write', text: utterance })]
  if (enquiring === 'area') return asArea(utterance, at)
  if (said('commands.enquiry-edit')) return [step({ do: 'edit' })]
  if (said('commands.enquiry-send-with')) return [step({ do: 'send', consent: true })]
  // a yes sends the question alone: what else may be seen has to be said
  return isOneOf(plain, phrases.list('words.yes')) || said('commands.enquiry-send')
    ? [step({ do: 'send', consent: false })]
    : asNamedArea(utterance, at)
}

/** Words that put no question, such as “不清楚” or a bare figure: a person could not answer them. */
export function asksNothing(utterance: string, phrases: Phrases): boolean {
  const plain = bare(utterance)
  return /^\d*$/.test(plain) || SAY_NOTHING.some((list) => isOneOf(plain, phrases.list(list)))
}

const SAY_NOTHING = [
  'words.unknown',
  'words.yes',
  'words.no',
  'commands.enquiry-any-area',
  'chat.greeting',
  'chat.thanks',
  'chat.bye',
]

/** “补充 AB-0007”: more about a question that was put already. */
export function asFollowUp(utterance: string, { phrases }: Understanding): Command[] | null {
  const [, words = '', number] =
    /^(.{1,20}?)[\s:：]*([a-z]+(?:-\d+)+)\s*$/is.exec(utterance.normalize('NFKC')) ?? []
  return number !== undefined && isOneOf(bare(words), phrases.list('commands.enquiry-follow-up'))
    ? [step({ do: 'follow-up', number: number.toUpperCase() })]
    : null
}

/** Reads `enquiry:<what>…` of a button; null for what no button of ours says. */
export function enquiryButton(rest: string): Command | null {
  const [what, first = '', second = ''] = rest.split(':')
  switch (what) {
    case 'begin':
    case 'use':
    case 'edit':
    case 'drop':
      return step({ do: what })
    case 'area':
      return step({ do: 'area', area: first === '' ? null : first })
    case 'send':
      return step({ do: 'send', consent: first === 'with' })
    case 'follow-up':
    case 'solved':
      return step({ do: what, number: first })
    case 'rate':
      return /^[1-5]$/.test(second) ? step({ do: 'rate', number: first, stars: Number(second) }) : null
    default:
      return null
  }
}

const step = (of: EnquiryStep): Command => ({ type: 'enquiry', step: of })

/** What stays a command while a question is written down. */
const isAside = (said: (list: string) => boolean): boolean =>
  said('commands.help') || said('commands.repeat') || said('commands.enquiries')

/** A button by its words; by its number only where a number can be no question. */
function asOffered(plain: string, { offered, enquiring }: Understanding): Command[] | null {
  const ours = offered.filter(({ value }) => value.startsWith('enquiry:'))
  const byNumber = enquiring !== 'composing' && /^\d$/.test(plain) ? offered[Number(plain) - 1] : undefined
  const option = ours.find(({ label }) => bare(label) === plain) ?? byNumber
  const command = option?.value.startsWith('enquiry:')
    ? enquiryButton(option.value.slice('enquiry:'.length))
    : null
  return command && [command]
}

/** Longer than this is no name of an area. */
const LONGEST_NAME = 30

function asArea(utterance: string, at: Understanding): Command[] | null {
  const plain = bare(utterance)
  const isAny = ['words.unknown', 'commands.enquiry-any-area', 'commands.skip'].some((list) =>
    isOneOf(plain, at.phrases.list(list), at.phrases.list('words.polite')),
  )
  return isAny ? [step({ do: 'area', area: null })] : (asNamedArea(utterance, at) ?? asTopic(utterance, at))
}

/** What the project is about, as long as it leaves one area only; a question is answered instead. */
function asTopic(utterance: string, { programme, phrases }: Understanding): Command[] | null {
  if (lengthOf(utterance) > LONGEST_NAME || looksLikeQuestion(utterance, phrases)) return null
  const areas = new Set(suggestTopics(programme, utterance).map(({ area }) => area.id))
  if (areas.size === 0) return null
  const [only] = areas
  return only !== undefined && areas.size === 1
    ? [step({ do: 'area', area: only })]
    : [{ type: 'unclear', text: utterance }]
}

function asNamedArea(utterance: string, { programme, text }: Understanding): Command[] | null {
  if (lengthOf(utterance) > LONGEST_NAME) return null
  const said = normalise(utterance)
  const named = programme.areas.filter(({ id }) => {
    const label = normalise(text.areas[id] ?? id)
    return label.includes(said) || said.includes(label)
  })
  const [only] = named
  return only && named.length === 1 ? [step({ do: 'area', area: only.id })] : null
}
