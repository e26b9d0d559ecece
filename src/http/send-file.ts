/** Hands out a file that somebody uploaded: always to be saved, never shown in place, for it must not run as a page of ours. */
import type { FastifyReply } from 'fastify'
import { Failure } from '../service/failure.ts'

/** Whatever opens it all the same may load, run and send nothing. */
const NOTHING = "default-src 'none'; sandbox"

/** @throws Failure unknown-file for null */
export function sendFile(
  reply: FastifyReply,
  found: { ref: { name: string; mediaType: string }; content: Uint8Array } | null,
) {
  if (!found) throw new Failure('unknown-file')
  return reply
    .type(found.ref.mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${extValue(found.ref.name)}`)
    .header('content-security-policy', NOTHING)
    .send(Buffer.from(found.content))
}

/** As RFC 8187 has it: these four stand for something else there. */
const extValue = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
