/** The route that Teams posts to. */
import type { FastifyInstance } from 'fastify'
import { mayReach } from '../../service/outgoing.ts'
import { activitySchema } from './activity.ts'
import { type Connector, Unauthorised } from './connector.ts'
import type { Receiver } from './receiver.ts'

export const MESSAGES_PATH = '/api/messages'

/**
 * 400 for what is no activity of Teams, 401 for a caller who is not Microsoft, 403 when it is to be answered elsewhere than there; 200 once it is stored, with the answer
 * to a call; 5xx when it could not be stored or checked now, and Teams sends it again.
 */
export function messagesRoute(
  connector: Connector,
  receiver: Receiver,
  hosts: readonly string[],
): (app: FastifyInstance) => void {
  return (app) => {
    app.post(MESSAGES_PATH, { schema: { hide: true } }, async (request, reply) => {
      const activity = activitySchema.safeParse(request.body)
      if (!activity.success) return reply.code(400).send()
      try {
        await connector.check(activity.data, request.headers.authorization ?? '')
      } catch (error) {
        if (error instanceof Unauthorised) return reply.code(401).send()
        throw error
      }
      if (!mayReach(activity.data.serviceUrl, hosts)) return reply.code(403).send()
      const answer = await receiver.hear(activity.data)
      return reply.code(answer?.status ?? 200).send(answer?.body)
    })
  }
}
