/** What is said while a question for a person is put: its words, the area it is about, and whether to send it. */
import type { Command, EnquiryStep } from './commands.ts'
import { bare, lengthOf, normalise } from './normalise.ts'
import type { Understanding } from './question.ts'
import { isOneOf } from './word-lists.ts'

/** Null where the words belong to the talk besides, such as a question about the notice. */
export function asEnquiryStep(utterance: string, at: Understanding): Command[] | null {
  const { enquiring, phrases } = at
  if (!enquiring) return null
  const plain = bare(utterance)
  const said = (list: string): boolean => isOneOf(plain, phrases.list(list), phrases.list('words.polite'))
  if (said('commands.cancel') || said('commands.back') || said('commands.enquiry-drop'))
    return [step({ do: 'drop' })]
  const offered = asOffered(plain, at)
  if (offered) return offered
  if (enquiring === 'composing') return isAside(said) ? null : [step({ do: 'write', text: utterance })]
  if (enquiring === 'area') return asArea(utterance, at)
  if (said('commands.enquiry-edit')) return [step({ do: 'edit' })]
  // a yes sends the question alone: what else may be seen has to be said
  return isOneOf(plain, phrases.list('words.yes')) || said('commands.enquiry-send')
    ? [step({ do: 'send', consent: false })]
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

function asArea(utterance: string, { programme, text, phrases }: Understanding): Command[] | null {
  const plain = bare(utterance)
  if (isOneOf(plain, phrases.list('words.unknown'))) return [step({ do: 'area', area: null })]
  if (lengthOf(utterance) > LONGEST_NAME) return null
  const said = normalise(utterance)
  const named = programme.areas.filter(({ id }) => {
    const label = normalise(text.areas[id] ?? id)
    return label.includes(said) || said.includes(label)
  })
  const [only] = named
  return only && named.length === 1 ? [step({ do: 'area', area: only.id })] : null
}
