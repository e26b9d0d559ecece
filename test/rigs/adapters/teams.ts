/** A chat in Teams over the strict connector: cards are filled in and their buttons pressed. */
import { inputId } from '../../../src/channels/teams/card-press.ts'
import type { Input } from '../../../src/contract/conversation.ts'
import type { SeenMessage } from '../teams/connector.ts'
import { inputsOf, labelsOf, openTeamsHouse, Person, type TeamsHouse, wordsOn } from '../teams/teams-house.ts'
import { type Adapter, ANY_PDF, deliverPast } from './adapter.ts'

/** On a bot that is there already, which is then not closed with it, or on one of its own. */
export async function teamsAdapter(shared?: TeamsHouse): Promise<Adapter> {
  const bot = shared ?? (await openTeamsHouse())
  const { house } = bot
  return {
    name: 'teams',
    house,
    close: async () => (shared ? undefined : bot.close()),
    async open(opening) {
      const one = new Person(bot)
      const address = one.conversation
      if ('programme' in opening) await house.conversations.open({ channel: 'teams', address, ...opening })
      await one.join()
      if ('code' in opening) await one.say(`continue ${opening.code}`)
      const conversation = (await house.store.findByAddress('teams', address))?.id ?? ''
      return {
        conversation,
        async act(step, { openField }) {
          if (step.you !== undefined) return shown(await one.say(step.you))
          if (step.press !== undefined) return shown(await press(one, house, conversation, step.press))
          if (step.fill) return shown(await fill(one, house, conversation, openField, step.fill))
          const said = []
          for (const name of step.send ?? []) said.push(...(await one.sendFile(name, ANY_PDF)))
          return shown(said)
        },
        hand: async (name, content) => shown(await one.sendFile(name, content)),
        async hear(happens) {
          const seen = one.screen.length
          await happens()
          await one.settled()
          return shown(one.screen.slice(seen))
        },
        async document() {
          const offered = one.screen.findLast(({ attachments }) => attachments?.[0]?.content.acceptContext)
          if (!offered) return null
          const uploadUrl = bot.connector.place()
          const uploadInfo = {
            uploadUrl,
            contentUrl: 'https://x.example/f',
            name: 'f.pdf',
            uniqueId: 'u',
            fileType: 'pdf',
          }
          const context = offered.attachments?.[0]?.content.acceptContext
          const value = { type: 'fileUpload', action: 'accept', context, uploadInfo }
          await one.send({ type: 'invoke', name: 'fileConsent/invoke', value })
          return bot.connector.files.get(uploadUrl.split('/').at(-1) ?? '')?.content ?? null
        },
      }
    },
  }
}

/** All that can be read: words, labels of inputs, options and buttons. */
const shown = (said: SeenMessage[]): string => said.map(readable).join('\n')

const readable = ({ words, card, text = '', attachments = [] }: SeenMessage): string =>
  [
    words,
    // marks that keep words from being markup are not seen
    text.replace(/\\(?=[\p{P}\p{S}])/gu, ''),
    wordsOn(card),
    ...labelsOf(card),
    ...inputsOf(card).flatMap(({ choices = [], title = '' }) => [
      title,
      ...choices.map((choice: { title: string }) => choice.title),
    ]),
    ...attachments.map(({ name }) => name ?? ''),
  ].join('\n')

type House = Adapter['house']
type Values = Record<string, string>

/** Sends what a card would send; what the bot says, and what the card becomes. */
async function send(one: Person, data: object): Promise<SeenMessage[]> {
  const seen = one.screen.length
  const action = { type: 'Action.Execute', verb: 'press', data }
  const { body } = await one.post(
    one.activity({ type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } }),
  )
  await one.settled()
  const { value: card } = JSON.parse(body)
  const replaced = { type: 'message', id: '', conversation: '', card, words: card.fallbackText }
  return [...one.screen.slice(seen), replaced]
}

/** Presses the newest button of this value. */
async function press(one: Person, house: House, conversation: string, value: string): Promise<SeenMessage[]> {
  const messages = await house.store.transcript(conversation, 0)
  const said = messages.findLast(({ reply }) => reply?.choices?.some((choice) => choice.value === value))
  const place = said?.reply?.choices?.findIndex((choice) => choice.value === value)
  if (said && place !== undefined) return send(one, { reply: said.id, place })
  const seen = one.screen.length
  await deliverPast(house, conversation, value)
  await one.settled()
  return one.screen.slice(seen)
}

/** Fills in the newest card of the open question. */
async function fill(
  one: Person,
  house: House,
  conversation: string,
  openField: string | null,
  given: Record<string, string | string[]>,
): Promise<SeenMessage[]> {
  const messages = await house.store.transcript(conversation, 0)
  const said = messages.findLast(({ reply }) => reply?.form && (!openField || reply.form.step === openField))
  const inputs = said?.reply?.form?.inputs ?? []
  const values: Values = Object.fromEntries(
    inputs.map((input, place) => [
      inputId(place),
      sent(input, given[input.name] ?? given[openField ?? ''] ?? ''),
    ]),
  )
  return send(one, { reply: said?.id, ...values })
}

/** A value as the input of the card sends it. */
function sent({ kind, options }: Input, given: string | string[]): string {
  const values = [given].flat()
  if (kind === 'acknowledge') return values.includes('yes') ? 'true' : ''
  if (!options) return values.join('\n')
  return values.map((value) => options.findIndex((option) => option.value === value)).join(',')
}
