/** What the applicant hears of an application or a project: what happened, why, and what can be done next. */
import type { CaseNews } from '../../casework/case.ts'
import { showDate } from '../../language/dates.ts'
import type { Reply } from '../types.ts'
import type { Wish } from '../wishes.ts'
import { whyNever } from '../wishes.ts'
import type { World } from '../world.ts'
import { authorityName, bodyName, dayOf, nameOf, tierName } from './case-names.ts'
import { dueLine, mendChoice } from './mending.ts'
import { formChoices, formFor, paramsOf, wishChoice } from './wishes.ts'

/** What an own act has come to; everything else comes unasked. */
const OWN: readonly string[] = [
  ...['refused', 'submitted', 'resubmitted', 'recalled', 'withdrawn'],
  ...['extension-requested', 'change-requested', 'acceptance-requested', 'rectified'],
]
export const isOwnNews = ({ news }: CaseNews): boolean => OWN.includes(news)

/** One reply: the sentence, the officers' own words, and buttons. */
export function sayCaseNews(world: World, news: CaseNews): Reply {
  const { phrases } = world
  if (news.news === 'refused') return sayRefused(world, news)
  const key = `case.news.${news.of}.${news.news}`
  const lines = [
    phrases.say(phrases.has(key) ? key : 'case.news.other', newsParams(world, news)),
    ...wordsOf(world, news),
    ...mendLines(world, news),
    ...after(world, news),
  ]
  return { key, text: lines.join('\n'), choices: nextChoices(world, news), ...documentOf(world, news) }
}

function sayRefused(world: World, { why = 'not-now' }: CaseNews): Reply {
  const { phrases } = world
  return {
    key: 'case.news.refused',
    text: phrases.say('case.news.refused', { why: phrases.say(`case.why.${why}`) }),
    choices: [statusChoice(world)],
  }
}

function newsParams(world: World, news: CaseNews): Record<string, string | number> {
  const { phrases, draft } = world
  const show = (day: string | undefined): string => (day ? showDate(day, phrases.language) : '')
  return {
    ...paramsOf(world),
    number: news.number,
    title: news.title,
    at: dayOf(world, news.at),
    body: bodyName(world, news.body),
    guarantor: news.body === null ? 'no' : 'yes',
    holder: news.holder && news.holder !== 'applicant' ? nameOf(world, news.holder) : '',
    tier: tierName(world, draft.case?.application.context.tier ?? 0),
    authority: authorityName(world),
    document: news.document ?? '',
    numbered: news.document ? 'yes' : 'no',
    due: show(news.due),
    until: show(news.until),
    ends: news.until ? 'yes' : 'no',
    days: news.daysLeft ?? 0,
    certificate: news.certificate ?? '',
  }
}

/** The officers' own words, marked as theirs. */
function wordsOf({ phrases }: World, { reason, news }: CaseNews): string[] {
  if (!reason || isOwnNews({ news } as CaseNews)) return []
  return [phrases.say(OPINIONS.includes(news) ? 'case.news.opinion' : 'case.news.reason', { reason })]
}

const OPINIONS: readonly string[] = [
  ...['recommended', 'passed', 'to-rectify', 'not-passed', 'mid-term-finished', 'put-forward'],
]

/** The fields that are named, with what is said of each, and by when. */
function mendLines(world: World, { news, fields = [], due }: CaseNews): string[] {
  if (news !== 'returned' && news !== 'longer') return []
  const { phrases, text } = world
  const named =
    news === 'returned'
      ? fields.map(({ field, comment }) =>
          phrases.say('case.mend.remark', { label: text.fields[field]?.label ?? field, comment }),
        )
      : []
  return [...named, ...(due ? [dueLine(world, due)] : [])]
}

/** What follows from it, where more is to be said. */
function after(world: World, news: CaseNews): string[] {
  const { phrases } = world
  const key = `case.after.${news.of}.${news.news}`
  return phrases.has(key) ? [phrases.say(key, newsParams(world, news))].filter((line) => line !== '') : []
}

const WARNED: readonly Wish[] = ['request-acceptance', 'request-extension']

/** What can be done next: of what an own act came to, only to look how it stands. */
function nextChoices(world: World, news: CaseNews): NonNullable<Reply['choices']> {
  if (isOwnNews(news)) return [statusChoice(world)]
  if (news.news === 'returned' || news.news === 'longer') return [mendChoice(world), statusChoice(world)]
  const wanted: readonly Wish[] =
    news.of === 'application' ? [] : news.news === 'to-rectify' ? ['rectified'] : WARNED
  const able = wanted.filter((wish) => formFor(world, wish) === null && whyNever(world, wish) === null)
  return [
    ...(news.of === 'project' ? formChoices(world) : []),
    ...able.map((wish) => wishChoice(world, wish)),
    statusChoice(world),
  ]
}

const statusChoice = ({ phrases }: World) => ({ value: 'show:status', label: phrases.say('buttons.status') })

/** The letter or the certificate. */
function documentOf({ phrases }: World, news: CaseNews): Pick<Reply, 'document'> {
  if (!news.href) return {}
  const title = phrases.say(`case.document.${news.certificate ? 'certificate' : 'letter'}`, {
    number: news.certificate ?? news.number,
  })
  return {
    document: { kind: 'attachment', title, href: news.href, mediaType: 'application/pdf' },
  }
}
