/** What surrounds a page: words of its language, the call, the banner of a demonstration. */
import type { FastifyRequest } from 'fastify'
import type { DraftForm } from '../../contract/draft.ts'
import { showInstant } from '../../language/dates.ts'
import { describePage } from '../../service/describe-page.ts'
import { statelessWorld } from '../../service/public-api.ts'
import type { AppDeps } from '../deps.ts'
import type { Frame } from './layout.ts'
import type { Look } from './look.ts'

/** The frame for a visitor; of the open draft's programme, else of the one asked for, else of the first one. */
export function frameOf(
  deps: AppDeps,
  request: FastifyRequest,
  look: Look,
  form?: DraftForm,
  programme?: string,
): Frame {
  const library = deps.libraries.find(form?.programme ?? programme) ?? deps.libraries.find()
  if (!library) throw new Error('No programme is loaded')
  const about = describePage(statelessWorld(library, look.locale, deps.clock.now()), deps.demonstration)
  const { phrases } = library.speech(look.locale)
  const { language } = phrases
  return {
    look: { ...look, locale: language },
    say: (key, params) => phrases.say(`form.${key}`, params),
    version: (key, params) => phrases.say(`version.${key}`, params),
    call: about.programme.title,
    banner: about.banner,
    path: request.method === 'GET' ? request.url.replace(/\?code=.*$/, '') : '/form',
    languages: about.languages.map((code) => ({ code, name: deps.phrases(code).say('form.short-language') })),
    code: form?.resume.code,
  }
}

/** Now, in the zone of the form's programme. */
export function instantOf({ libraries, clock }: AppDeps, form: DraftForm): string {
  const zone = libraries.find(form.programme)?.programme.timezone ?? 'UTC'
  return showInstant(clock.now(), form.locale, zone)
}

/** When the form was handed in, and in how many copies it goes on paper. */
export function paperOf({ libraries }: AppDeps, { programme: id, locale, submission }: DraftForm) {
  const programme = libraries.find(id)?.programme
  const at = submission ? showInstant(new Date(submission.at), locale, programme?.timezone ?? 'UTC') : ''
  return { at, copies: programme?.print.copies ?? 1 }
}
