/** The route that Telegram posts updates to. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Receiver } from './receiver.ts'

export const WEBHOOK_PATH = '/webhooks/telegram'

/** 401 without the secret; 200 once the update is stored; 5xx when it could not be, and Telegram sends it again. */
export function telegramWebhook(secret: string, receiver: Receiver): (app: FastifyInstance) => void {
  const wanted = Buffer.from(secret)
  return (app) => {
    app.post(WEBHOOK_PATH, { schema: { hide: true } }, async (request, reply) => {
      const given = Buffer.from(String(request.headers['x-telegram-bot-api-secret-token'] ?? ''))
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return reply.code(401).send()
      await receiver.hear(request.body)
      return reply.code(200).send()
    })
  }
}
