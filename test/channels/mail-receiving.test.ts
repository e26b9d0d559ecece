import { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isAuthentic } from '../../src/channels/mail/authentication.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { hasDovecot } from '../rigs/mail/dovecot.ts'
import { type Asked, answer, ask, askedOfficer, bring, type Plain } from '../rigs/mail/letters.ts'
import { heardFrom, type MailWorld, openMailWorld, until } from '../rigs/mail/mail-house.ts'
import { PostOffice } from '../rigs/mail/post-office.ts'

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')
const SECRET_WORDS = '绝密的答复内容'

/** What operators hear after this, without what they heard before. */
async function oddAfter(world: MailWorld, act: () => Promise<unknown>): Promise<string[]> {
  const before = world.odd.length
  await act()
  await until(() => world.odd.length > before)
  return world.odd.slice(before)
}

describe.skipIf(!hasDovecot())('a mail that comes', () => {
  let world: MailWorld
  let asked: Asked
  beforeAll(async () => {
    world = await openMailWorld()
    asked = await askedOfficer(world)
  })
  afterAll(() => world.close())

  it.each<[string, Plain['headers'], string]>([
    ['automatic', { 'Auto-Submitted': 'auto-replied' }, 'automatic'],
    ['automatic in the way of another program', { 'X-Autoreply': 'yes' }, 'automatic'],
    ['suppressing answers', { 'X-Auto-Response-Suppress': 'OOF' }, 'automatic'],
    ['bulk', { Precedence: 'bulk' }, 'bulk'],
    ['an automatic reply by its precedence', { Precedence: 'auto_reply' }, 'bulk'],
    ['of a list', { 'List-Id': '<news.bureau.test>' }, 'list'],
    ['from ourselves', { From: 'shenbao@desk.test' }, 'own-address'],
    ['from a token of ours', { From: 'shenbao+abc@desk.test' }, 'own-address'],
    ['from nobody', { From: null }, 'no-sender'],
    ['from two people', { From: 'a@bureau.test, b@bureau.test' }, 'several-senders'],
    ['from a stranger', { From: 'stranger@elsewhere.test' }, 'unknown-address'],
  ])('is refused when it is %s, and never answered', async (_what, headers, why) => {
    const posted = world.office.posted.length
    const said = { text: SECRET_WORDS, ...(headers ? { headers } : {}) }
    const odd = await oddAfter(world, () => bring(world, asked, answer(asked, said)))
    expect(odd).toEqual([`mail refused: ${why}`])
    expect(heardFrom(world, asked.address)).toEqual([])
    expect(world.suspected).toEqual([])
    // the one that was brought
    expect(world.office.posted).toHaveLength(posted + 1)
  })

  it('is refused when it has two lines that say who wrote it', async () => {
    const raw = `From: Zhang <${asked.address}>\r\n${answer(asked, { headers: { From: 'b@bureau.test' } })}`
    expect(await oddAfter(world, () => bring(world, asked, raw))).toEqual(['mail refused: several-senders'])
  })

  it('is refused when it is a failure of delivery', async () => {
    const raw = answer(asked)
    expect(await oddAfter(world, () => bring(world, asked, raw, ''))).toEqual(['mail refused: null-sender'])
  })

  it.each<[string, (other: Asked) => Plain['headers'], string]>([
    ['no token', () => ({ To: 'shenbao@desk.test', 'In-Reply-To': null }), 'token-missing'],
    [
      'a forged token',
      (own) => {
        const forged = own.answered.replace(/\.[a-z2-7]{16}@/, '.aaaaaaaaaaaaaaaa@')
        return { To: own.to.replace(/\.[a-z2-7]{16}@/, '.aaaaaaaaaaaaaaaa@'), 'In-Reply-To': forged }
      },
      'token-wrong',
    ],
  ])('is refused with %s, and the officer in whose name it came is named', async (_what, headersOf, why) => {
    const own = await askedOfficer(world)
    const headers = headersOf(own) ?? {}
    const raw = answer(own, { headers })
    const to = headers.To ?? own.to
    const odd = await oddAfter(world, () => world.office.post({ from: own.address, to, raw }))
    expect(odd).toEqual([`mail refused: ${why}`])
    expect(world.suspected.at(-1)).toBe(own.address)
    expect(heardFrom(world, own.address)).toEqual([])
  })

  it('is refused with the token of another officer', async () => {
    const [one, other] = [await askedOfficer(world), await askedOfficer(world)]
    const raw = answer({ ...other, address: one.address })
    const odd = await oddAfter(world, () => bring(world, { ...other, address: one.address }, raw))
    expect(odd).toEqual(['mail refused: token-wrong'])
    expect(world.suspected.at(-1)).toBe(one.address)
    expect([...heardFrom(world, one.address), ...heardFrom(world, other.address)]).toEqual([])
  })

  it('is found by its token in either place, in whatever case', async () => {
    const own = await askedOfficer(world)
    const to = {
      ...own,
      to: own.to.toUpperCase().replace('DESK.TEST', 'desk.test').replace('SHENBAO', 'shenbao'),
    }
    await bring(world, to, answer(to, { headers: { 'In-Reply-To': null }, text: '一' }))
    const plain = { ...own, to: world.own }
    const headers = { 'In-Reply-To': null, References: `<x@y.test>\r\n ${own.answered}` }
    await bring(world, plain, answer(plain, { headers, text: '二' }))
    await until(() => heardFrom(world, own.address).length === 2)
    expect(heardFrom(world, own.address)).toMatchObject([{ text: '一' }, { text: '二' }])
  })

  it('quotes the one of several questions that it answers', async () => {
    const own = await askedOfficer(world, '第一问')
    const second = await ask(world, own.conversation, own.address, '第二问')
    await bring(world, own, answer(own, { text: '答一' }))
    await bring(world, { ...own, ...second }, answer({ ...own, ...second }, { text: '答二' }))
    await until(() => heardFrom(world, own.address).length === 2)
    expect(heardFrom(world, own.address)).toMatchObject([
      { text: '答一', quoted: '第一问' },
      { text: '答二', quoted: '第二问' },
    ])
  })

  it('twice has one effect', async () => {
    const own = await askedOfficer(world)
    const raw = answer(own)
    await bring(world, own, raw)
    await bring(world, own, raw)
    await until(() => world.accepted.filter(({ delivery }) => delivery.address === own.address).length === 2)
    expect(heardFrom(world, own.address)).toHaveLength(1)
  })

  it('makes an address known by a code in its subject or its text', async () => {
    world.codes.add('K7QF-2M9D')
    const nobody = { address: 'new@bureau.test', conversation: '', answered: '', to: world.own, told: '' }
    const headers = {
      'In-Reply-To': null,
      From: '=?utf-8?B?5byg5bel?= <New@Bureau.test>',
      Subject: 'k7qf-2m9d',
    }
    await bring(world, nobody, answer(nobody, { headers, text: 'well-done 2021-2022' }))
    await until(() => world.bindings.length === 1)
    expect(world.bindings).toEqual([
      { channel: 'mail', address: 'new@bureau.test', code: 'K7QF-2M9D', name: '张工', locale: 'zh-CN' },
    ])
    const wrong = answer(nobody, { headers: { ...headers, Subject: 'K7QF-2M9E' }, text: '' })
    expect(await oddAfter(world, () => bring(world, nobody, wrong))).toEqual(['mail refused: code-wrong'])
  })

  it('with files leaves them where they are until they are fetched', async () => {
    const own = await askedOfficer(world)
    const part = (head: string, body: string) => `--b\r\n${head}\r\n\r\n${body}\r\n`
    const name = '=?utf-8?B?5om55aSNLnBkZg==?='
    const base64 = PDF.toString('base64')
    const text = [
      part('Content-Type: text/plain; charset=utf-8', '见附件。'),
      part(
        `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64`,
        base64,
      ),
      part(
        'Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64',
        base64,
      ),
      '--b--\r\n',
    ].join('')
    await bring(world, own, answer(own, { headers: { 'Content-Type': 'multipart/mixed; boundary=b' }, text }))
    await until(() => heardFrom(world, own.address).length === 1)
    const [activity] = heardFrom(world, own.address)
    expect(activity).toMatchObject({ kind: 'remote-files', text: '见附件。', files: [{ name: '批复.pdf' }] })
    const source = activity?.kind === 'remote-files' ? (activity.files[0]?.source ?? '') : ''
    expect(Buffer.from(await world.channel.files.fetch(source, 1_000))).toEqual(PDF)
    await expect(world.channel.files.fetch(source, 10)).rejects.toThrow('too large')
    await expect(world.channel.files.fetch(source.replace(/^\d+/, '1'), 1_000)).rejects.toThrow('mailbox')
    await expect(world.channel.files.fetch('nonsense', 1_000)).rejects.toThrow('mailbox')
  })

  it('without new words, or with far too many, is answered so', async () => {
    const own = await askedOfficer(world)
    await bring(world, own, answer(own, { text: '> 旧' }))
    await until(() => heardFrom(world, own.address).length === 1)
    await bring(world, own, answer(own, { text: '长'.repeat(350_000) }))
    await until(() => heardFrom(world, own.address).length === 2)
    expect(heardFrom(world, own.address)).toMatchObject([
      { event: { type: 'unreadable', why: 'nothing-new' } },
      { event: { type: 'unreadable', why: 'too-much' } },
    ])
    await world.house.inbox.sweep()
    await world.courier.drain()
    await until(() => world.office.posted.filter(({ to }) => to === own.address).length === 3)
    const [, first, second] = await world.office.read(own.address)
    expect([first?.text, second?.text].join()).toMatch(/没有新的内容[\s\S]*内容太长/)
  }, 30_000)

  it('is marked as read, and as refused when it was', async () => {
    const { hostname: host, port, password: pass } = new URL(world.office.mailboxes.url('shenbao'))
    const client = new ImapFlow({ host, port: Number(port), auth: { user: 'shenbao', pass }, logger: false })
    await client.connect()
    await client.mailboxOpen('INBOX', { readOnly: true })
    const refused = await client.search({ keyword: '$Refused' })
    expect([await client.search({ seen: false }), refused]).toEqual([[], expect.any(Array)])
    expect(refused).toHaveLength(world.odd.length)
    client.close()
  })

  it('leaves no word of itself and no secret in the log', () => {
    const log = world.house.log()
    expect(log).toContain('mail refused: unknown-address')
    for (const word of [SECRET_WORDS, '见附件', '第一问', 'a-secret-of', 'K7QF-2M9D', 'stranger'])
      expect(log).not.toContain(word)
  })
})

describe.skipIf(!hasDovecot())('mails that come in trouble', () => {
  let world: MailWorld
  let house: House
  let office: PostOffice
  let count = 0
  beforeAll(async () => {
    house = await openHouse()
    office = await PostOffice.open()
  })
  afterAll(async () => {
    await house.close()
    await office.close()
  })
  afterEach(async () => {
    await world.close()
    office.vouches = () => []
    office.posted.length = 0
  })

  /** A mailbox of its own. */
  const openWorld = (wish: Parameters<typeof openMailWorld>[0] = {}) =>
    openMailWorld({ house, office, local: `shenbao${++count}`, ...wish })

  it('are stored before they are marked: a kill in between has no second effect', async () => {
    let fails = 0
    world = await openWorld()
    const own = await askedOfficer(world)
    const { store } = world.house
    const receive = store.receive.bind(store)
    // stored, and then nothing more of this process is seen
    store.receive = async (activity) => {
      const isNew = await receive(activity)
      if (activity.dedupeKey.includes('@') && fails++ === 0) {
        void world.channel.close()
        throw new Error('killed')
      }
      return isNew
    }
    void bring(world, own, answer(own))
    await until(() => fails === 1)
    expect(await store.pending(1_000)).not.toEqual([])
    await world.restart()
    await until(() => world.accepted.length === 1)
    expect(world.accepted).toMatchObject([{ isNew: false }])
    const texts = (await store.pending(1_000)).filter(
      ({ conversationId }) => conversationId === own.conversation,
    )
    expect(texts).toHaveLength(1)
    store.receive = receive
  })

  it('come again when they could not be stored, and do not hold up others', async () => {
    world = await openWorld()
    const [one, other] = [await askedOfficer(world), await askedOfficer(world)]
    const { store } = world.house
    const receive = store.receive.bind(store)
    let isAway = true
    store.receive = (activity) =>
      activity.conversationId === one.conversation && isAway
        ? Promise.reject(new Error('as this test wants'))
        : receive(activity)
    await bring(world, one, answer(one))
    await bring(world, other, answer(other))
    await until(() => heardFrom(world, other.address).length === 1)
    expect(heardFrom(world, one.address)).toEqual([])
    isAway = false
    await until(() => heardFrom(world, one.address).length === 1)
    expect(heardFrom(world, other.address)).toHaveLength(1)
    store.receive = receive
  })

  it('are read after the server has been away', async () => {
    world = await openWorld()
    const own = await askedOfficer(world)
    await until(() => world.odd.length === 0)
    await world.office.mailboxes.down()
    await until(() => world.odd.length > 0)
    await world.office.mailboxes.up()
    await bring(world, own, answer(own))
    await until(() => heardFrom(world, own.address).length === 1, 14_000)
    expect(world.odd.join()).not.toContain('a-secret-of')
  }, 30_000)

  it('stop when two servers answer each other', async () => {
    world = await openWorld({ change: { mostAnHour: 3 } })
    const own = await askedOfficer(world)
    const answered = () => world.office.posted.filter(({ to }) => to === own.address)
    // a program that answers everything and does not say that it is one
    for (let round = 0; round < 5; round++) {
      const mail = (await world.office.read(own.address)).at(-1)
      const to = mail?.replyTo?.value[0]?.address ?? ''
      const heard = world.accepted.length + world.odd.length
      await bring(world, { ...own, to }, answer({ ...own, to }, { text: `我不在办公室 ${round}` }))
      await until(() => world.accepted.length + world.odd.length > heard)
      await world.house.inbox.sweep()
      await world.courier.drain()
    }
    expect(world.odd).toEqual(['mail refused: too-many', 'mail refused: too-many'])
    const before = answered().length
    await world.house.inbox.sweep()
    await world.courier.drain()
    expect(answered()).toHaveLength(before)
  }, 30_000)

  it('are refused at once by another house that asks, for both say that they are automatic', async () => {
    world = await openWorld()
    await world.tell(await world.officer('other@desk.test'), { key: 'question', text: '问' })
    // the two share a store here, and each sends its own
    await world.courier.close()
    const other = await openWorld({ local: 'other' })
    await until(() => other.odd.length === 1)
    await other.tell(await other.officer(world.own), { key: 'question', text: '答' })
    await until(() => world.odd.length === 1)
    await other.close()
    expect([world.odd, other.odd]).toEqual([['mail refused: automatic'], ['mail refused: automatic']])
    expect(world.office.posted).toHaveLength(2)
  })

  it('are taken only when our own server vouches for them', async () => {
    world = await openWorld({ authserv: 'mx.desk.test' })
    const own = await askedOfficer(world)
    const said = (results: string) => `Authentication-Results: mx.desk.test; ${results}`
    const forged = { 'Authentication-Results': 'mx.desk.test; dmarc=pass header.from=bureau.test' }
    world.office.vouches = () => [said('dmarc=fail header.from=bureau.test')]
    const odd = await oddAfter(world, () => bring(world, own, answer(own, { headers: forged })))
    expect(odd).toEqual(['mail refused: not-authentic'])
    expect(world.suspected).toEqual([own.address])
    world.office.vouches = () => [said('dmarc=pass header.from=bureau.test')]
    await bring(world, own, answer(own))
    await until(() => heardFrom(world, own.address).length === 1)
  })
})

describe('what a server says of a sender', () => {
  const by = (...lines: string[]) => isAuthentic(lines, 'mx.desk.test', 'zhang@mail.bureau.test')
  it.each([
    ['dmarc=pass', 'mx.desk.test; dmarc=pass (p=reject) header.from=mail.bureau.test'],
    ['a signature of the domain', 'mx.desk.test 1; dkim=pass header.d=bureau.test header.s=k1'],
    ['the way it came', 'mx.desk.test;\tspf=pass smtp.mailfrom=zhang@mail.bureau.test'],
  ])('is believed: %s', (_what, line) => expect(by(line)).toBe(true))

  it.each([
    ['nothing', 'mx.desk.test; none'],
    ['another server', 'mx.elsewhere.test; dmarc=pass'],
    ['a server of a longer name', 'mx.desk.test.evil.test; dmarc=pass'],
    ['a failure beside a signature', 'mx.desk.test; dkim=pass header.d=bureau.test; dmarc=fail'],
    ['a signature of another domain', 'mx.desk.test; dkim=pass header.d=evil.test'],
    ['a signature of a whole country', 'mx.desk.test; dkim=pass header.d=test'],
    ['what stands in a comment', 'mx.desk.test; dkim=fail (x; dmarc=pass ) header.d=bureau.test'],
    ['what stands in quotes', 'mx.desk.test; spf=fail smtp.mailfrom="a; dmarc=pass"@evil.test'],
    ['what does not close', 'mx.desk.test; spf=pass (smtp.mailfrom=bureau.test; dmarc=pass'],
    ['one of two', 'mx.desk.test; dmarc=fail; dmarc=pass'],
  ])('is not believed: %s', (_what, line) => expect(by(line)).toBe(false))

  it('counts only in the topmost of its lines', () => {
    expect(by('mx.desk.test; dmarc=fail', 'mx.desk.test; dmarc=pass')).toBe(false)
    expect(by('mx.elsewhere.test; dmarc=fail', 'mx.desk.test; dmarc=pass')).toBe(true)
  })
})
