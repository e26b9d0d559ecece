/** An activity of the Bot Framework → what the person did. */
import { z } from 'zod'
import type { RemoteFile } from '../../ports/store.ts'
import { type CardPress, cardPressSchema } from './card-press.ts'
import { replyIn } from './quoted.ts'

const accountSchema = z.looseObject({ id: z.string().min(1) })
const fileInfoSchema = z.object({ downloadUrl: z.url() })
const attachmentSchema = z.looseObject({
  contentType: z.string(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
})
/** The little we read of an activity; what we do not know stays unread. */
export const activitySchema = z.looseObject({
  type: z.string().min(1),
  id: z.string().min(1).max(500).nullish(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  conversation: z.looseObject({
    id: z.string().min(1).max(500),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
  from: accountSchema,
  recipient: accountSchema,
  text: z.string().nullish(),
  locale: z.string().nullish(),
  name: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z.array(attachmentSchema).nullish(),
  membersAdded: z.array(accountSchema).nullish(),
})
export type TeamsActivity = z.infer<typeof activitySchema>

const executeSchema = z.object({ action: z.object({ data: cardPressSchema }) })
const consentSchema = z.object({
  action: z.enum(['accept', 'decline']),
  /** `file`: which of the files that go along; left out: the document */
  context: z.object({ reply: z.uuid(), file: z.string().max(100).optional() }),
  uploadInfo: z
    .object({
      uploadUrl: z.url(),
      contentUrl: z.string(),
      name: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    })
    .optional(),
})
export type Consent = z.infer<typeof consentSchema>

export type Happening =
  | { kind: 'said'; text: string; quoted?: string }
  | { kind: 'pressed'; press: CardPress }
  /** has to be answered at once, with what the card becomes; null: no card of ours */
  | { kind: 'executed'; press: CardPress | null }
  | { kind: 'consented'; consent: Consent }
  | { kind: 'sent-files'; files: RemoteFile[]; text: string; quoted?: string }
  | { kind: 'unreadable'; why: 'kind' | 'edited' }
  | { kind: 'joined' }
  | { kind: 'in-group' }
  | { kind: 'nothing' }
  /** a call whose answer is waited for, of a kind we do not know */
  | { kind: 'unknown-call' }

const FILE = 'application/vnd.microsoft.teams.file.download.info'

/** `text`: the words of the message without the bot's name. */
export function read(activity: TeamsActivity, text: string): Happening {
  switch (activity.type) {
    case 'message':
      return isPrivate(activity) ? readMessage(activity, text) : { kind: 'in-group' }
    case 'messageUpdate':
      return isPrivate(activity) ? { kind: 'unreadable', why: 'edited' } : { kind: 'nothing' }
    case 'conversationUpdate':
      return activity.membersAdded?.length && isPrivate(activity) ? { kind: 'joined' } : { kind: 'nothing' }
    case 'invoke':
      return isPrivate(activity) ? readCall(activity) : { kind: 'unknown-call' }
    default:
      return { kind: 'nothing' }
  }
}

const isPrivate = ({ conversation: { conversationType, isGroup } }: TeamsActivity): boolean =>
  conversationType ? conversationType === 'personal' : !isGroup

function readMessage({ value, attachments }: TeamsActivity, spoken: string): Happening {
  const press = cardPressSchema.safeParse(value)
  if (press.success) return { kind: 'pressed', press: press.data }
  const files = (attachments ?? []).filter(({ contentType }) => contentType === FILE).flatMap(fileOf)
  const { text, ...quoted } = wordsOf(attachments ?? [], spoken)
  if (files.length > 0) return { kind: 'sent-files', files, text, ...quoted }
  return text === '' ? { kind: 'unreadable', why: 'kind' } : { kind: 'said', text, ...quoted }
}

/** Where a message is answered, the plain text holds the quotation too. */
function wordsOf(
  attachments: z.infer<typeof attachmentSchema>[],
  spoken: string,
): { text: string; quoted?: string } {
  const html = attachments.find(({ contentType }) => contentType === 'text/html')?.content
  return (typeof html === 'string' ? replyIn(html) : null) ?? { text: spoken }
}

function fileOf({ name, content }: z.infer<typeof attachmentSchema>): RemoteFile[] {
  const info = fileInfoSchema.safeParse(content)
  return info.success ? [{ source: info.data.downloadUrl, name: name ?? '', bytes: null }] : []
}

function readCall({ name, value }: TeamsActivity): Happening {
  if (name === 'adaptiveCard/action') {
    const execute = executeSchema.safeParse(value)
    return { kind: 'executed', press: execute.success ? execute.data.action.data : null }
  }
  const consent = name === 'fileConsent/invoke' ? consentSchema.safeParse(value) : null
  return consent?.success ? { kind: 'consented', consent: consent.data } : { kind: 'unknown-call' }
}
