/** Whom an enquiry goes to, by the tables of the programme folder; names of areas and contacts are never compared. */
import { chosenAreas } from '../programme/rules.ts'
import type { EnquiryType, Programme } from '../programme/schema.ts'
import { answerOf, type Entries } from '../programme/values.ts'

export type Route =
  /**
   * `unpublished` is the clause of a type for which the notice gives no line: that of the area is taken then.
   * `area` is null where a type has a line of its own, whatever the area.
   */
  | { type: 'contact'; contact: string; area: string | null; unpublished: string | null }
  /** it is not clear which of these areas: one question */
  | { type: 'ask-area'; areas: string[] }
  /** the general line; null where the folder has none */
  | { type: 'general'; contact: string | null }

export interface Asked {
  programme: Pick<Programme, 'areas' | 'contacts' | 'enquiries' | 'fields'>
  /** what the draft says so far */
  entries: Entries
  /** areas of what was handed in, for a form that does not ask for them again */
  known?: readonly string[]
  /** the area the asker has named when asked */
  area?: string
  /** the area stays unclear: the general line will do */
  general?: boolean
}

/** What a draft tells of the area: its own answers, and the areas of the application that a later form belongs to. */
export const toldBy = (draft: {
  entries: Entries
  case?: { areas: readonly string[] } | undefined
}): Required<Pick<Asked, 'entries' | 'known'>> => ({ entries: draft.entries, known: draft.case?.areas ?? [] })

/** Routes an enquiry. @throws when `area` is none of the programme */
export function route(asked: Asked): Route {
  const { programme, entries, area, general = false } = asked
  if (area !== undefined && !programme.areas.some(({ id }) => id === area))
    throw new Error(`The programme has no area "${area}"`)
  const type = typeOf(programme, entries)
  const areas = candidates(asked, type)
  const [first] = areas
  if (type?.contact && type.contact !== 'none')
    return {
      type: 'contact',
      contact: type.contact,
      area: areas.length === 1 ? (first?.id ?? null) : null,
      unpublished: null,
    }
  if (first && areas.every(({ contact }) => contact === first.contact))
    return {
      type: 'contact',
      contact: first.contact,
      area: first.id,
      unpublished: type?.contact === 'none' ? type.clause : null,
    }
  if (general || programme.areas.length === 0) return { type: 'general', contact: generalLine(programme) }
  return { type: 'ask-area', areas: (first ? areas : programme.areas).map(({ id }) => id) }
}

type Tables = Asked['programme']
type Area = Programme['areas'][number]

const typeOf = ({ enquiries }: Tables, entries: Entries): EnquiryType | undefined =>
  enquiries.types.find(({ field, value }) => valuesOf(entries, field).includes(value))

const valuesOf = (entries: Entries, field: string): unknown[] => [answerOf(entries, field) ?? []].flat()

/** The areas that come into question, in the order of the folder; none while nothing tells. */
function candidates(
  { programme, entries, known = [], area: named }: Asked,
  type: EnquiryType | undefined,
): Area[] {
  const among = (ids: readonly (string | undefined)[]): Area[] =>
    programme.areas.filter(({ id }) => ids.includes(id))
  if (named !== undefined) return among([named])
  const told = chosenAreas(programme, entries)
  const chosen = told.length > 0 ? told : known
  if (!type?.areas) return among(chosen)
  const both = among(type.areas.filter((id) => chosen.includes(id)))
  // type and topics that contradict one another leave open which of the two is meant
  return both.length > 0 ? both : among([...type.areas, ...chosen])
}

const generalLine = ({ contacts }: Tables): string | null =>
  contacts.contacts.find(({ id }) => id === contacts.general)?.id ?? null
