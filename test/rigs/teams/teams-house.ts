/** The whole house with a bot of Teams, and people who write to it. */
import { randomUUID } from 'node:crypto'
import type { TeamsSettings } from '../../../src/channel-settings.ts'
import type { Config } from '../../../src/config.ts'
import { type House, openHouse } from '../house.ts'
import { type SeenMessage, StrictConnector } from './connector.ts'
import { APP_ID, PASSWORD } from './identity.ts'
import { type Card, checkCard, type Element } from './rules.ts'

export interface TeamsHouse {
  house: House
  connector: StrictConnector
  close(): Promise<void>
}

/** The settings of a bot at this connector. */
export function teamsAt({ identity: { address } }: StrictConnector): TeamsSettings {
  const access = { appId: APP_ID, password: PASSWORD, tenantId: null }
  const credentials = { ...access, openIdMetadataUrl: `${address}/openid`, loginUrl: address }
  return { credentials, hosts: ['127.0.0.1'] }
}

/** Sends as fast as it goes: how far apart they are to be is tested elsewhere. */
export async function openTeamsHouse(change: Partial<Config> = {}): Promise<TeamsHouse> {
  const connector = await StrictConnector.start()
  const settings = { publicUrl: 'https://apply.example.org', ...change, teams: teamsAt(connector) }
  const house = await openHouse(settings, { unpaced: true })
  return {
    house,
    connector,
    async close() {
      await house.close()
      await connector.close()
    },
  }
}

type Values = Record<string, string>

/** Somebody who writes to the bot in a chat of their own. */
export class Person {
  readonly conversation: string
  locale = 'zh-CN'
  private readonly at: TeamsHouse

  constructor(at: TeamsHouse, conversation: string = `a:${randomUUID()}`) {
    this.at = at
    this.conversation = conversation
  }

  /** What is on the screen of this chat, oldest first. */
  get screen(): SeenMessage[] {
    return this.at.connector.heard(this.conversation)
  }

  activity(what: object) {
    return {
      type: 'message',
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: this.at.connector.serviceUrl,
      locale: this.locale,
      conversation: { id: this.conversation, conversationType: 'personal', tenantId: 'tenant' },
      from: { id: `29:${this.conversation}`, name: 'Ann' },
      recipient: { id: `28:${APP_ID}`, name: 'Shenbao' },
      ...what,
    }
  }

  /** Posts an activity as Teams does. */
  post(activity: object, token = this.at.connector.identity.token(this.at.connector.serviceUrl)) {
    return this.at.house.app.inject({
      method: 'POST',
      url: '/api/messages',
      headers: { authorization: `Bearer ${token}` },
      payload: activity,
    })
  }

  /** Sends an activity that must be taken; what the bot says after it. */
  async send(what: object): Promise<SeenMessage[]> {
    const seen = this.screen.length
    const { statusCode } = await this.post(this.activity(what))
    if (statusCode !== 200) throw new Error(`not taken: ${statusCode}`)
    await this.settled()
    return this.screen.slice(seen)
  }

  /** Resolves when nothing is on its way. */
  settled = (): Promise<void> => this.at.house.channels.idle()

  say = (text: string) => this.send({ text, textFormat: 'plain' })
  join = () => this.send({ type: 'conversationUpdate', membersAdded: [{ id: `28:${APP_ID}` }] })

  /** Answers a message by quoting it, as the clients send that. */
  reply(quoted: string, text: string) {
    const shown = quoted.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>')
    const content =
      '<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1617000000000">' +
      '<strong itemprop="mri" itemid="28:bot">Shenbao</strong><span itemprop="time" itemid="1617000000000"></span>' +
      `<p itemprop="preview">${shown}</p></blockquote><p>${text}</p>`
    return this.send({ text: `${quoted}\n\n${text}`, attachments: [{ contentType: 'text/html', content }] })
  }

  sendFile(name: string, content: Buffer, text = '') {
    const downloadUrl = this.at.connector.place(content)
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    const attachment = {
      contentType,
      name,
      contentUrl: 'https://x.example/f',
      content: { downloadUrl, uniqueId: 'u', fileType: 'pdf' },
    }
    return this.send({
      text,
      attachments: [attachment, { contentType: 'text/html', content: `<div>${text}</div>` }],
    })
  }

  /** Presses a button; what the bot says besides its answer. */
  async press(message: SeenMessage | undefined, label: string): Promise<SeenMessage[]> {
    return (await this.execute(message?.card, label)).said
  }

  /** The call that a button of a card makes, as an activity. */
  call(card: Card | undefined, label: string, values: Values = {}) {
    const action = buttonOf(card, label)
    const data = { ...action.data, ...(action.associatedInputs === 'none' ? {} : values) }
    return this.activity({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb: action.verb, data }, trigger: 'manual' },
    })
  }

  /** Presses a button that waits for its answer. @returns what the card becomes, and what the bot says besides */
  async execute(card: Card | undefined, label: string, values: Values = {}) {
    const seen = this.screen.length
    const { statusCode, body } = await this.post(this.call(card, label, values))
    if (statusCode !== 200) throw new Error(`not taken: ${statusCode}`)
    const { value } = JSON.parse(body)
    checkCard(value)
    await this.settled()
    return { card: value as Card, said: this.screen.slice(seen) }
  }
}

export const actionsOf = (card: Card | undefined): Element[] => [
  ...(card?.body ?? []).flatMap(({ actions }) => actions ?? []),
  ...(card?.actions ?? []),
]
export const labelsOf = (card: Card | undefined): string[] => actionsOf(card).map(({ title }) => title)
export const inputsOf = (card: Card | undefined): Element[] =>
  (card?.body ?? []).filter(({ type }) => type.startsWith('Input.'))

/** All that can be read on a card. */
export const wordsOn = (card: Card | undefined): string =>
  (card?.body ?? [])
    .map(({ inlines, label }) => inlines?.map(({ text }: Element) => text).join('') ?? label ?? '')
    .join('\n')

function buttonOf(card: Card | undefined, label: string): Element {
  const action = actionsOf(card).find(({ title }) => title.includes(label))
  if (!action) throw new Error(`No button ${label} on a card with ${labelsOf(card).join(', ') || 'none'}`)
  return action
}

/** What is typed and chosen, by the labels of the inputs, as a client sends it. @throws for what is not on the card */
export function filledIn(card: Card | undefined, given: Record<string, string>): Values {
  const filled = inputsOf(card).map((input): [string, string] => {
    const wanted = given[input.label] ?? ''
    if (input.type === 'Input.Toggle') return [input.id, wanted === '' ? input.valueOff : input.valueOn]
    if (input.type !== 'Input.ChoiceSet') return [input.id, wanted]
    const titles = wanted === '' ? [] : wanted.split('、')
    const values = titles.map((title) => {
      const choice = input.choices.find((one: Element) => one.title.includes(title))
      if (!choice) throw new Error(`No choice ${title} at ${input.label}`)
      return choice.value
    })
    return [input.id, values.join(',')]
  })
  const labels = inputsOf(card).map(({ label }) => label)
  const lost = Object.keys(given).find((label) => !labels.includes(label))
  if (lost) throw new Error(`No input ${lost} on a card with ${labels.join(', ')}`)
  return Object.fromEntries(filled)
}
