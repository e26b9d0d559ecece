/** The SDK's adapter: checks who speaks to us, and sends to conversations by their stored reference. */
import { type Activity, CloudAdapter, type ConversationReference, TurnContext } from 'botbuilder'
import type { SendOutcome } from '../../ports/channel.ts'
import { accessOf, type Credentials } from './access.ts'
import type { TeamsActivity } from './activity.ts'
import { outcomeOf } from './send-once.ts'

/** The caller could not prove to be Microsoft Teams. */
export class Unauthorised extends Error {}

/** Below the lease of a send. */
const DEADLINE_MS = 20_000

export class Connector {
  private readonly adapter: Adapter
  private readonly appId: string

  constructor(credentials: Credentials | null, deadlineMs = DEADLINE_MS) {
    this.adapter = new Adapter(accessOf(credentials, deadlineMs))
    this.appId = credentials?.appId ?? ''
  }

  /** @throws Unauthorised; anything else means that it could not be checked now */
  async check(activity: TeamsActivity, authorization: string): Promise<void> {
    try {
      await this.adapter.check(activity as unknown as Activity, authorization)
    } catch (error) {
      throw isOutage(error) ? error : new Unauthorised()
    }
  }

  async send(reference: unknown, activity: Partial<Activity>): Promise<SendOutcome> {
    try {
      await this.adapter.continueConversationAsync(
        this.appId,
        reference as Partial<ConversationReference>,
        async (context) => {
          // otherwise it would be sent as an answer to the event that opened this turn, which nobody else knows
          delete (context.activity as Partial<Activity>).id
          await context.sendActivity(activity)
        },
      )
      return { type: 'sent' }
    } catch (error) {
      return outcomeOf(error)
    }
  }
}

class Adapter extends CloudAdapter {
  async check(activity: Activity, authorization: string): Promise<void> {
    await this.botFrameworkAuthentication.authenticateRequest(activity, authorization)
  }
}

/** What has to be kept to write to this conversation later. */
export function referenceOf(activity: TeamsActivity): unknown {
  const { user, bot, conversation, channelId, locale, serviceUrl } = TurnContext.getConversationReference(
    activity as unknown as Partial<Activity>,
  )
  return { user, bot, conversation, channelId, locale, serviceUrl }
}

/** What was said, without the bot's own name before it. */
export function spokenText(activity: TeamsActivity): string {
  const text = TurnContext.removeRecipientMention({ ...activity } as unknown as Partial<Activity>)
  return (text ?? '').replaceAll('\u00A0', ' ').trim()
}

/** The keys of Microsoft could not be fetched: that says nothing against the caller. */
function isOutage(error: unknown): boolean {
  const { name, statusCode } = error as { name?: string; statusCode?: number }
  return name === 'FetchError' || (statusCode ?? 0) >= 500
}
