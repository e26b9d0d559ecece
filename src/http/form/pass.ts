/** The pass to one draft that a browser holds: its id and code in a cookie that no script and no other site can use. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DraftRecord } from '../../ports/store.ts'
import { readCookie, setCookie } from './cookies.ts'

const NAME = 'shenbao-form'

export interface Pass {
  id: string
  code: string
}

/** The pass of this browser, if it has one. */
export function passOf(request: FastifyRequest): Pass | null {
  const [id, code] = readCookie(request, NAME)?.split('.') ?? []
  return id && code ? { id, code } : null
}

export function givePass(request: FastifyRequest, reply: FastifyReply, { draft, code }: DraftRecord): void {
  setCookie(request, reply, NAME, `${draft.id}.${code}`, 'Strict')
}

export function takePass(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, NAME, '', 'Strict')
}
