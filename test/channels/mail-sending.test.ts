import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { render } from '../../src/channels/mail/render.ts'
import { Tokens } from '../../src/channels/mail/tokens.ts'
import type { Reply } from '../../src/conversation/types.ts'
import { hasDovecot } from '../rigs/mail/dovecot.ts'
import { type MailWorld, openMailWorld, SECRET, until } from '../rigs/mail/mail-house.ts'
import type { Fault } from '../rigs/mail/post-office.ts'

const TEXT = '您好：\n\n项目名称可以在立项后调整吗？<script>alert(1)</script>'

describe.skipIf(!hasDovecot())('a reply that goes out by mail', () => {
  let world: MailWorld
  let count = 0
  beforeAll(async () => {
    world = await openMailWorld()
  })
  afterAll(() => world.close())
  afterEach(() => {
    world.office.faults.length = 0
  })

  async function tell(reply: Partial<Reply> = {}, address = `to${++count}@bureau.test`) {
    const conversation = await world.officer(address)
    const messageId = await world.tell(conversation, { key: 'question', text: TEXT, ...reply })
    return { address, conversation, messageId, mails: await world.office.read(address) }
  }
  const stranded = async (address: string) =>
    (await world.house.store.outbox.stranded(100)).filter((row) => row.address === address)
  const rawOf = (address: string) =>
    world.office.posted.filter(({ to }) => to === address).map(({ raw }) => raw)

  it('says whom it is from, what it is about and how to answer, in Chinese', async () => {
    const { address, mails } = await tell({
      subject: '有一个问题需要您答复',
      choices: [
        { value: 'a', label: '可以' },
        { value: 'b', label: '不可以' },
      ],
    })
    const [mail] = mails
    expect(mail?.from?.value).toEqual([{ name: '申报助手', address: world.own }])
    expect(mail?.subject).toBe('有一个问题需要您答复')
    expect(mail?.text).toContain(`${TEXT}\n\n可直接回复以下任一项：\n- 可以\n- 不可以\n`)
    expect(mail?.text).toContain('如需答复，请直接回复本邮件')
    expect(mail?.html).toContain('<li>可以</li>')
    expect(mail?.html).not.toContain('<script>')
    const [raw = ''] = rawOf(address)
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(raw).toMatch(/^X-Auto-Response-Suppress: All\r$/m)
    expect(raw).toMatch(/charset=utf-8/)
  })

  it('carries a token of its conversation and its reply, in both places', async () => {
    const { conversation, messageId, mails } = await tell()
    const token = new Tokens(SECRET, world.own).write(conversation, messageId)
    expect(mails[0]?.messageId).toBe(`<${token}@desk.test>`)
    expect(mails[0]?.replyTo?.value[0]?.address).toBe(`shenbao+${token}@desk.test`)
  })

  it('is in one thread with what has the same subject, and in no other', async () => {
    const { address, conversation } = await tell({ subject: '问题一' })
    await world.tell(conversation, { key: 'more', text: '还有', subject: '问题一' })
    await world.tell(conversation, { key: 'other', text: '另外', subject: '问题二' })
    const threads = (await world.office.read(address)).map(({ references }) => references)
    expect(threads[0]).toBe(threads[1])
    expect(threads[2]).not.toBe(threads[0])
    expect(new Set((await world.office.read(address)).map(({ messageId }) => messageId)).size).toBe(3)
  })

  it('brings its files and its document', async () => {
    const document = {
      kind: 'application-form' as const,
      title: '申报书',
      href: '/x',
      mediaType: 'application/pdf',
    }
    const { mails } = await tell({ document, attachments: [{ id: 'f1', name: '附件 一.pdf', bytes: 13 }] })
    expect(mails[0]?.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
      ['申报书.pdf', '%PDF-1.7 a form'],
      ['附件 一.pdf', 'content of f1'],
    ])
  })

  it('keeps line breaks in subjects and names from becoming headers', async () => {
    const evil = 'x\r\nBcc: victim@elsewhere.test\r\n\r\nbody'
    const { address, mails } = await tell({ subject: evil, attachments: [{ id: 'f', name: evil, bytes: 1 }] })
    expect(mails[0]?.subject).toBe('x Bcc: victim@elsewhere.test body')
    expect(mails[0]?.bcc).toBeUndefined()
    expect(mails[0]?.attachments[0]?.filename).not.toMatch(/[\r\n]/)
    expect(rawOf(address).join()).not.toMatch(/^Bcc:/m)
    expect(world.office.posted.filter(({ to }) => to.startsWith('victim'))).toEqual([])
  })

  it.each<[string, Fault, RegExp]>([
    ['its address is refused', { at: 'rcpt', code: 550 }, /^EENVELOPE 550$/],
    ['its content is refused', { at: 'data', code: 554 }, /^EMESSAGE 554$/],
  ])('is given up when %s', async (_what, fault, reason) => {
    world.office.faults.push(fault)
    const { address, mails } = await tell()
    expect(mails).toEqual([])
    expect(await stranded(address)).toMatchObject([{ status: 'dead', reason: expect.stringMatching(reason) }])
  })

  it.each<[string, Fault]>([
    ['its address is not taken now', { at: 'rcpt', code: 450 }],
    ['its content is not taken now', { at: 'data', code: 451 }],
  ])(
    'is sent again, once, when %s',
    async (_what, fault) => {
      world.office.faults.push(fault)
      const { address, mails } = await tell()
      expect(mails).toEqual([])
      expect(await stranded(address)).toEqual([])
      await until(() => rawOf(address).length === 1, 12_000)
      await world.courier.drain()
      expect(rawOf(address)).toHaveLength(1)
    },
    20_000,
  )

  it('is sent once when the line is cut before a word of it has gone', async () => {
    world.office.faults.push({ at: 'rcpt', cut: true })
    const { address } = await tell()
    await until(() => rawOf(address).length === 1, 12_000)
    await world.courier.drain()
    expect(rawOf(address)).toHaveLength(1)
    expect(await stranded(address)).toEqual([])
  }, 20_000)

  it('is left unknown, and never sent twice, when the line is cut after it', async () => {
    world.office.faults.push({ at: 'data', taken: true })
    const { address } = await tell()
    expect(await stranded(address)).toMatchObject([{ status: 'unknown' }])
    await world.courier.drain()
    expect(rawOf(address)).toHaveLength(1)
  })

  it('waits while the server is away, and says nothing of the password', async () => {
    await world.office.down()
    const { address, mails } = await tell()
    expect(mails).toEqual([])
    await world.office.up()
    await until(() => rawOf(address).length === 1, 12_000)
    expect(world.house.log()).not.toMatch(/a-secret-of|项目名称|bureau\.test/)
  }, 20_000)
})

describe('a token', () => {
  const tokens = new Tokens(SECRET, 'shenbao@desk.test')
  const [conversation, message] = [
    '01a21807-6009-71fe-bf8b-8788857d089e',
    '01a21807-6009-71fe-bf8b-8788857d089f',
  ]
  const token = tokens.write(conversation, message)

  it('names its reply again, only in its conversation and only with this secret', () => {
    expect(tokens.read(conversation, ['nonsense', token])).toBe(message)
    expect(tokens.read(message, [token])).toBeNull()
    expect(
      new Tokens('another-secret-altogether', 'shenbao@desk.test').read(conversation, [token]),
    ).toBeNull()
    expect(tokens.read(conversation, [token.slice(0, -1), `${token}a`, `a${token}`])).toBeNull()
  })

  it('has 80 bits of proof, fits before the @, and is left out where it does not', () => {
    expect(token).toMatch(/^[a-z2-7]{26}\.[a-z2-7]{16}$/)
    expect(tokens.replyTo(token).split('@')[0]?.length).toBeLessThanOrEqual(64)
    const long = 'standardization-office-of-the-city@desk.test'
    expect(new Tokens(SECRET, long).replyTo(token)).toBe(long)
  })
})

describe('a mail', () => {
  it('has the subject of the house when the reply has none', () => {
    const words = { subject: 'A message', choose: 'Choose:', foot: 'Reply.' }
    expect(render({ key: 'k', text: 'Hello' }, words).subject).toBe('A message')
    expect(render({ key: 'k', text: 'Hello', subject: '\r\n' }, words).subject).toBe('A message')
  })
})
