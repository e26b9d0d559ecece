/** The whole form as pages that work without a script: every button is a form that is posted and redirected. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DraftForm } from '../../contract/draft.ts'
import type { DraftRecord } from '../../ports/store.ts'
import { Failure } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'
import { isClosedForm } from '../form/case.ts'
import { isOurOwn } from '../form/cookies.ts'
import { frameOf, instantOf, paperOf } from '../form/frame.ts'
import type { Frame } from '../form/layout.ts'
import { keepLook, type Look, lookOf } from '../form/look.ts'
import {
  checkPage,
  copyPage,
  failurePage,
  listPage,
  openPage,
  receiptPage,
  startPage,
} from '../form/pages.ts'
import { givePass, passOf, takePass } from '../form/pass.ts'
import { postedValue, querystring, readPosted } from '../form/posted.ts'
import { fieldsAgain, type Saved, saveSection } from '../form/save-section.ts'
import { nextOf, sectionPage } from '../form/section-page.ts'
import { callerOf } from '../plugins/brakes.ts'
import { failureOf, STATUS, sayWhen, wordsOf } from '../plugins/errors.ts'

type Request = FastifyRequest<{
  Params: { section?: string }
  Querystring: Record<string, string | undefined>
}>

/** A visitor with an open draft. */
interface Visit {
  deps: AppDeps
  request: Request
  reply: FastifyReply
  found: DraftRecord
  look: Look
  frame: Frame
  form: DraftForm
}

export function formRoutes(app: FastifyInstance, deps: AppDeps): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  )
  app.addHook('onRequest', async (request, reply) => {
    reply.header('referrer-policy', 'same-origin')
    request.language = lookOf(request).locale
    if (request.method === 'POST' && !isOurOwn(request)) throw new Failure('not-ours')
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = failureOf(error, request)
    if (failure.code === 'unauthorised' || failure.code === 'unknown-draft') takePass(request, reply)
    const frame = frameOf(deps, request, lookOf(request))
    sayWhen(reply, failure)
    const words = wordsOf(failure, deps.phrases(frame.look.locale))
    return html(reply.code(STATUS[failure.code]), failurePage(frame, words))
  })
  const open = { schema: { hide: true, querystring } }
  app.get('/form', open, (request, reply) => enter(request as Request, reply, deps))
  app.get('/form/look', open, (request, reply) => changeLook(request as Request, reply))
  app.post('/form/start', { ...open, config: { brake: 'start' } }, (request, reply) =>
    start(request as Request, reply, deps),
  )
  app.post('/form/open', open, (request, reply) => openByCode(request as Request, reply, deps))
  app.post('/form/leave', open, (request, reply) => leave(request, reply))

  const visited =
    (act: (visit: Visit) => unknown) => async (request: FastifyRequest, reply: FastifyReply) => {
      const visit = await visitOf(request as Request, reply, deps)
      return visit ? act(visit) : go(reply, '/form')
    }
  app.get('/form/section/:section', open, visited(showSection))
  app.post('/form/section/:section', open, visited(postSection))
  app.get(
    '/form/check',
    open,
    visited(({ reply, frame, form }) => html(reply, checkPage(frame, form, null))),
  )
  app.get('/form/receipt', open, visited(showReceipt))
  app.get(
    '/form/copy',
    open,
    visited(({ reply, frame, form }) => html(reply, copyPage(frame, form, instantOf(deps, form)))),
  )
  app.post('/form/submit', open, visited(submit))
  app.post('/form/recall', open, visited(recall))
  app.post('/form/version/move', open, visited(settleVersion('move')))
  app.post('/form/version/stay', open, visited(settleVersion('stay')))
  app.get('/form/*', open, () => Promise.reject(new Failure('not-found')))
}

const html = (reply: FastifyReply, page: string): FastifyReply =>
  reply.type('text/html; charset=utf-8').send(page)
const go = (reply: FastifyReply, to: string): FastifyReply => reply.redirect(to, 303)

/** The draft of this browser's pass; null, with the pass taken away, when it opens nothing. */
async function visitOf(request: Request, reply: FastifyReply, deps: AppDeps): Promise<Visit | null> {
  const pass = passOf(request)
  const found =
    pass &&
    (await deps.drafts.open(pass.id, { code: pass.code, caller: callerOf(request) }).catch(onlyIfRefused))
  if (!found) return null
  const look = lookOf(request)
  const form = await deps.drafts.describe(found, look.locale)
  return { deps, request, reply, found, look, form, frame: frameOf(deps, request, look, form) }
}

function onlyIfRefused(error: unknown): null {
  if (error instanceof Failure && (error.code === 'unauthorised' || error.code === 'unknown-draft'))
    return null
  throw error
}

async function enter(request: Request, reply: FastifyReply, deps: AppDeps): Promise<FastifyReply> {
  const { code, lang } = request.query
  const look = { ...lookOf(request), ...(lang ? { locale: lang } : {}) }
  if (lang) keepLook(request, reply, look)
  const frame = frameOf(deps, request, look, undefined, request.query.programme)
  if (code) {
    const found = await deps.drafts.openByCode(code.slice(0, 40), callerOf(request)).catch(onlyIfUnknown)
    if (!found)
      return html(
        reply.code(404),
        startPage(frame, deps.phrases(look.locale).say('failures.unknown-code.message')),
      )
    // A link of another site must not put somebody else's application under a visitor's hands unseen.
    if (!isOurOwn(request)) return html(reply, openPage(frame, found.code))
    givePass(request, reply, found)
    return go(reply, '/form')
  }
  const visit = await visitOf(request, reply, deps)
  if (!visit) return html(reply, startPage(frame, null, request.query.programme))
  return html(reply, listPage(visit.frame, visit.form, request.query.recalled !== undefined))
}

function onlyIfUnknown(error: unknown): null {
  if (error instanceof Failure && error.code === 'unknown-code') return null
  throw error
}

function changeLook(request: Request, reply: FastifyReply): FastifyReply {
  const { lang, large, back = '' } = request.query
  const look = lookOf(request)
  keepLook(request, reply, {
    locale: lang ?? look.locale,
    large: large === undefined ? look.large : large === '1',
  })
  return go(reply, /^\/form(?:[/?][\w/?=&.-]*)?$/.test(back) ? back : '/form')
}

async function start(request: Request, reply: FastifyReply, deps: AppDeps): Promise<FastifyReply> {
  const programme = postedValue(await readPosted(request), 'programme')
  const wish = { locale: lookOf(request).locale, ...(programme ? { programme } : {}) }
  givePass(request, reply, await deps.drafts.start(wish))
  return go(reply, '/form')
}

async function openByCode(request: Request, reply: FastifyReply, deps: AppDeps): Promise<FastifyReply> {
  const code = postedValue(await readPosted(request), 'code').slice(0, 40)
  const found = await deps.drafts.openByCode(code, callerOf(request)).catch(onlyIfUnknown)
  if (found) {
    givePass(request, reply, found)
    return go(reply, '/form')
  }
  const look = lookOf(request)
  const problem = deps.phrases(look.locale).say('failures.unknown-code.message')
  return html(reply.code(404), startPage(frameOf(deps, request, look), problem))
}

function leave(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  takePass(request, reply)
  return go(reply, '/form')
}

const sectionIn = ({ request, form }: Visit) => {
  const section = form.sections.find(({ id, shown }) => shown && id === request.params.section)
  if (!section) throw new Failure('not-found')
  return section
}

function showSection(visit: Visit): FastifyReply {
  const { form, frame, reply, request } = visit
  if (isClosedForm(form)) return go(reply, '/form/receipt')
  const section = sectionIn(visit)
  const { from, add, wrong, follows } = request.query
  const fields = section.fields.map((field) => ({ ...field, addRow: field.id === add, draft: form.id }))
  const state = {
    fields,
    notices: [],
    summary: wrong !== undefined,
    follows: follows !== undefined,
    fromCheck: from === 'check',
  }
  return html(reply, sectionPage(frame, form, section, state))
}

async function postSection(visit: Visit): Promise<FastifyReply> {
  const { form, reply, request } = visit
  if (isClosedForm(form)) return go(reply, '/form/receipt')
  const section = sectionIn(visit)
  const posted = await readPosted(request)
  const saved = await saveSection(visit, form, section, posted)
  if (saved.notices.length > 0 || saved.conflicts.size > 0) return showAgain(visit, saved)
  return go(reply, whereTo(visit, saved.form, postedValue(posted, 'do')))
}

/** What was not taken is shown at once, with what was posted still in its place. */
function showAgain({ frame, reply, request }: Visit, { form, notices, conflicts }: Saved): FastifyReply {
  const section = form.sections.find(({ id }) => id === request.params.section)
  if (!section) throw new Failure('not-found')
  const fields = fieldsAgain(section, conflicts, frame.say).map((field) => ({ ...field, draft: form.id }))
  const fromCheck = request.query.from === 'check'
  const page = sectionPage(frame, form, section, {
    fields,
    notices,
    summary: true,
    follows: false,
    fromCheck,
  })
  return html(reply.code(conflicts.size > 0 ? 409 : 422), page)
}

/** Rows and files stay on the page; a save goes on unless something is wrong or new questions came up. */
function whereTo(visit: Visit, after: DraftForm, button: string): string {
  const { form, request } = visit
  const here = `/form/section/${request.params.section}`
  const from = request.query.from === 'check'
  const [what, field] = button.split(':')
  const stay = (query: string): string => `${here}?${from ? 'from=check&' : ''}${query}`
  if (what === 'add') return `${stay(`add=${field}`)}#a-${field}`
  if (what === 'drop' || what === 'unfile' || what === 'upload') return `${stay('')}#a-${field}`
  const [before, now] = [form, after].map((one) =>
    one.sections.find(({ id }) => id === request.params.section),
  )
  if (!now) return '/form'
  if (now.fields.some(({ shown, error }) => shown && error)) return `${stay('wrong')}#problems`
  const isNew = now.fields.some(
    ({ id, shown }) => shown && !before?.fields.find((one) => one.id === id)?.shown,
  )
  return isNew ? `${stay('follows')}#problems` : nextOf(after, now, from)
}

async function submit({ deps, found, look, frame, reply, request }: Visit): Promise<FastifyReply> {
  const revision = Number(postedValue(await readPosted(request), 'revision'))
  try {
    await deps.drafts.settle(found, { what: 'submit', locale: look.locale, revision })
    return go(reply, '/form/receipt')
  } catch (error) {
    if (!(error instanceof Failure) || (error.code !== 'outdated' && error.code !== 'not-ready')) throw error
    const now = await deps.drafts.describe(
      await deps.drafts.openByCode(found.code, callerOf(request)),
      look.locale,
    )
    if (isClosedForm(now)) return go(reply, '/form/receipt')
    const problem = error.code === 'outdated' ? frame.say('out-of-date') : String(error.params.reason)
    return html(reply.code(STATUS[error.code]), checkPage(frame, now, problem))
  }
}

/** Moves the draft to the amended call, or keeps it; what was read must be what is moved. */
const settleVersion =
  (what: 'move' | 'stay') =>
  async ({ deps, found, look, frame, reply, request }: Visit): Promise<FastifyReply> => {
    const revision = Number(postedValue(await readPosted(request), 'revision'))
    try {
      await deps.drafts.settle(found, { what, locale: look.locale, revision })
      return go(reply, '/form')
    } catch (error) {
      if (!(error instanceof Failure) || (error.code !== 'outdated' && error.code !== 'not-ready'))
        throw error
      const now = await deps.drafts.describe(
        await deps.drafts.openByCode(found.code, callerOf(request)),
        look.locale,
      )
      const problem = error.code === 'outdated' ? frame.say('out-of-date') : String(error.params.reason)
      return html(reply.code(STATUS[error.code]), checkPage(frame, now, problem))
    }
  }

function showReceipt({ deps, reply, frame, form }: Visit): FastifyReply {
  if (!form.submission) return go(reply, '/form')
  return html(reply, receiptPage(frame, form, paperOf(deps, form)))
}

async function recall({ deps, found, look, reply, request, form }: Visit): Promise<FastifyReply> {
  const sure = postedValue(await readPosted(request), 'sure') === 'yes'
  if (!form.submission) return go(reply, '/form')
  if (!sure) return go(reply, '/form/receipt')
  await deps.drafts.settle(found, { what: 'recall', locale: look.locale })
  return go(reply, '/form?recalled')
}
