/** Documents as the site serves them, for channels that hand them over natively. */
import type { FastifyInstance } from 'fastify'

/** The document at a path of this site. @throws Error when there is none, or it cannot be made now */
export async function openDocument(
  app: FastifyInstance,
  href: string,
): Promise<{ name: string; content: Uint8Array; mediaType: string }> {
  const response = await app.inject({ method: 'GET', url: href })
  if (response.statusCode !== 200) throw new Error(`no document: ${response.statusCode}`)
  const disposition = String(response.headers['content-disposition'] ?? '')
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  const plain = /filename="([^"]*)"/.exec(disposition)?.[1]
  const mediaType = String(response.headers['content-type'] ?? 'application/octet-stream')
  const name = encoded ? decodeURIComponent(encoded) : (plain ?? 'document')
  return { name, content: response.rawPayload, mediaType }
}
