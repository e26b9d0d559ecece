/** How a visitor wants the form to look: language and type size, kept in a cookie. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Params } from '../../language/phrases.ts'
import { localeOf } from '../plugins/errors.ts'
import { readCookie, setCookie } from './cookies.ts'

export interface Look {
  locale: string
  large: boolean
}

/** Says a word of the form page in the visitor's language. */
export type Say = (key: string, params?: Params) => string

const NAME = 'shenbao-look'

/** What the cookie says, else the language that the browser prefers. */
export function lookOf(request: FastifyRequest): Look {
  const [locale = '', size] = (readCookie(request, NAME) ?? '').split('.')
  return { locale: /^[A-Za-z-]{2,10}$/.test(locale) ? locale : localeOf(request), large: size === 'large' }
}

export function keepLook(request: FastifyRequest, reply: FastifyReply, { locale, large }: Look): void {
  setCookie(request, reply, NAME, `${locale}.${large ? 'large' : 'usual'}`, 'Lax')
}
