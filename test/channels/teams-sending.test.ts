import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Connector } from '../../src/channels/teams/connector.ts'
import { Inline } from '../../src/channels/teams/inline.ts'
import { render } from '../../src/channels/teams/render.ts'
import { teamsSender } from '../../src/channels/teams/sender.ts'
import { asMarkdown } from '../../src/channels/teams/styled.ts'
import { StrictConnector } from '../rigs/teams/connector.ts'
import { APP_ID, PASSWORD } from '../rigs/teams/identity.ts'
import { type Card, checkCard } from '../rigs/teams/rules.ts'

const DEADLINE_MS = 300
const words = { required: 'needed' }
let platform: StrictConnector
let connector: Connector
beforeAll(async () => {
  platform = await StrictConnector.start()
})
afterAll(() => platform.close())
beforeEach(() => {
  platform.faults.length = 0
  platform.identity.signInFault = null
  connector = new Connector(credentials(), DEADLINE_MS)
})

const credentials = (password = PASSWORD) => ({
  appId: APP_ID,
  password,
  tenantId: null,
  openIdMetadataUrl: `${platform.identity.address}/openid`,
  loginUrl: platform.identity.address,
})
const reference = (id = 'a:1', serviceUrl = platform.serviceUrl) => ({
  channelId: 'msteams',
  serviceUrl,
  conversation: { id },
  bot: { id: '28:bot' },
  user: { id: '29:user' },
})
const message = { type: 'message', text: 'hello' }
/** How a send ended, and how often it was tried and arrived. */
async function send(to: object = reference()) {
  const [before, arrived] = [platform.sends, platform.seen.length]
  const outcome = await connector.send(to, message)
  return { outcome, tries: platform.sends - before, arrived: platform.seen.length - arrived }
}

describe('a message to Teams', () => {
  it('is signed and sent', async () => {
    expect(await send()).toEqual({ outcome: { type: 'sent' }, tries: 1, arrived: 1 })
  })

  it('waits as long as Teams wants, and is not repeated before', async () => {
    platform.faults.push({ times: 1, code: 429, retryAfter: 7 })
    expect(await send()).toMatchObject({ outcome: { type: 'retry', afterMs: 7_000 }, tries: 1, arrived: 0 })
  })

  it.each([500, 502, 503, 504, 408])('is left unknown after %i, and not repeated', async (code) => {
    platform.faults.push({ times: 9, code })
    expect(await send()).toMatchObject({ outcome: { type: 'unknown', reason: String(code) }, tries: 1 })
  })

  it('is left unknown when the connection drops after it was taken', async () => {
    platform.faults.push({ times: 1, doThenDrop: true })
    expect(await send()).toMatchObject({ outcome: { type: 'unknown' }, tries: 1, arrived: 1 })
  })

  it('is left unknown when nothing is answered in time', async () => {
    platform.faults.push({ times: 1, hangMs: 3 * DEADLINE_MS })
    expect(await send()).toMatchObject({ outcome: { type: 'unknown', reason: 'TimeoutError' }, tries: 1 })
  })

  it('is tried again where nobody listens', async () => {
    const gone = await StrictConnector.start()
    await gone.close()
    const nowhere = reference('a:1', gone.serviceUrl)
    expect(await send(nowhere)).toMatchObject({
      outcome: { type: 'retry', reason: 'ECONNREFUSED' },
      arrived: 0,
    })
  })

  it('is refused by who has blocked the bot, and by a conversation that is gone', async () => {
    expect(await send(reference('blocked'))).toMatchObject({ outcome: { type: 'refused', reason: '403' } })
    expect(await send(reference('gone'))).toMatchObject({ outcome: { type: 'refused', reason: '404' } })
  })

  it('waits for a password that is right, and has sent nothing', async () => {
    connector = new Connector(credentials('wrong'), DEADLINE_MS)
    expect(await send()).toMatchObject({ outcome: { type: 'retry', afterMs: 60_000 }, tries: 0 })
  })

  it('waits for a sign-in that is away, and has sent nothing', async () => {
    platform.identity.signInFault = 503
    expect(await send()).toMatchObject({ outcome: { type: 'retry', afterMs: 5_000 }, tries: 0 })
    platform.identity.signInFault = null
    expect(await send()).toMatchObject({ outcome: { type: 'sent' } })
  })

  it('is signed anew after its signature was not accepted', async () => {
    await send()
    platform.identity.handedOut.length = 0
    expect(await send()).toMatchObject({ outcome: { type: 'retry', reason: '401' } })
    expect(await send()).toMatchObject({ outcome: { type: 'sent' } })
  })

  it('asks for one signature, however many are on their way', async () => {
    const before = platform.identity.handedOut.length
    await Promise.all([1, 2, 3, 4].map((i) => connector.send(reference(`a:${i}`), message)))
    expect(platform.identity.handedOut.length - before).toBe(1)
  })
})

describe('a reply of several messages', () => {
  const parcel = (sentParts: number) => ({
    conversationId: 'c',
    messageId: 'm',
    address: 'a:parts',
    reference: reference('a:parts'),
    locale: 'en',
    reply: { key: 'k', text: `${'One sentence. '.repeat(1_000)}The end.` },
    sentParts,
  })
  const senderOf = () =>
    teamsSender({
      connector,
      inline: new Inline(),
      openDocument: () => Promise.reject(new Error('none')),
      publicUrl: null,
      words: () => words,
    })

  it('goes on with the one that did not go out', async () => {
    platform.faults.push({ times: 1 }, { times: 1, code: 429, retryAfter: 1 })
    const outcome = await senderOf().send(parcel(0))
    expect(outcome).toMatchObject({ type: 'retry', afterMs: 1_000, sentParts: 1 })
    expect(await senderOf().send(parcel(1))).toEqual({ type: 'sent' })
    const said = platform.heard('a:parts').map((one) => one.words)
    expect(said).toHaveLength(2)
    expect(said[1]).toContain('The end.')
  })

  it('is not sent where nobody knows how', async () => {
    expect(await senderOf().send({ ...parcel(0), reference: null })).toMatchObject({ type: 'refused' })
  })
})

describe('the messages of a reply', () => {
  const long = '一二三四五六七八九。'.repeat(3_000)

  it('are cut where a reader draws breath, and lose nothing', () => {
    const messages = render({ key: 'k', text: long }, 'id', words, null)
    expect(messages.length).toBeGreaterThan(1)
    const said = messages.map((one) => (one.kind === 'text' ? one.markdown : '')).join('')
    expect(said).toBe(long)
  })

  it('keep to the size of a card, and put what has no room before it', () => {
    const form = {
      step: 's',
      title: 'T',
      lead: long,
      submit: 'Next',
      inputs: [
        { name: 's', kind: 'longtext' as const, label: 'T', required: true, value: '字'.repeat(2_000) },
      ],
    }
    const messages = render({ key: 'k', text: long, form }, 'id', words, null)
    const cards = messages.flatMap((one) => (one.kind === 'card' ? [one.card] : []))
    expect(cards).toHaveLength(1)
    for (const card of cards) expect(() => checkCard(card as unknown as Card)).not.toThrow()
    const huge = { ...form, inputs: [{ ...form.inputs[0], value: '字'.repeat(20_000) }] } as typeof form
    expect(render({ key: 'k', text: 'short', form: huge }, 'id', words, null)).toEqual([
      { kind: 'text', markdown: 'short' },
    ])
  })

  it('offer more buttons than fit into one row', () => {
    const choices = Array.from({ length: 14 }, (_, i) => ({ value: `v${i}`, label: `L${i}` }))
    const [only] = render({ key: 'k', text: 'Which?', choices }, 'id', words, null)
    const card = only?.kind === 'card' ? (only.card as unknown as Card) : { body: [] }
    expect(() => checkCard(card)).not.toThrow()
    expect(card.body.flatMap(({ actions = [] }) => actions)).toHaveLength(14)
  })

  it('keep what was typed wrongly, in an input that can show it', () => {
    const inputs = [
      { name: 'd', kind: 'date' as const, label: 'D', required: true, value: '明年' },
      { name: 'n', kind: 'decimal' as const, label: 'N', required: true, value: '六十万' },
      { name: 'e', kind: 'date' as const, label: 'E', required: true, value: '2031-06-10' },
      { name: 'm', kind: 'integer' as const, label: 'M', required: true, value: '12' },
    ]
    const form = { step: 's', title: 'T', lead: 'L', submit: 'Next', inputs }
    const [only] = render({ key: 'k', text: 'L', form }, 'id', words, null)
    const body = only?.kind === 'card' ? only.card.body : []
    const shown = body.filter(({ label }) => label).map(({ type, value }) => [type, value])
    expect(shown).toEqual([
      ['Input.Text', '明年'],
      ['Input.Text', '六十万'],
      ['Input.Date', '2031-06-10'],
      ['Input.Number', 12],
    ])
  })

  it('never make markup of what is plain', () => {
    expect(asMarkdown('**a** _b_ [c](https://d.example) <e> `f`\n1. g\n- h\n2021年')).toBe(
      '\\*\\*a\\*\\* \\_b\\_ \\[c\\](https://d.example) \\<e\\> \\`f\\`\n\n1\\. g\n\n\\- h\n\n2021年',
    )
  })
})
