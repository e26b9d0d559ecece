/** A house whose officers sit at every kind of desk: Telegram, Teams, mail and the console. */

import { OPERATOR } from '../../src/audit/entry.ts'
import { type House, openHouse } from './house.ts'
import { DOMAIN, PostOffice } from './mail/post-office.ts'
import { PROGRAMME } from './office-house.ts'
import { StrictConnector } from './teams/connector.ts'
import { filledIn, Person, teamsAt } from './teams/teams-house.ts'
import { StrictBotApi, TOKEN } from './telegram/bot-api.ts'
import { until } from './telegram/telegram-house.ts'

export type Way = 'telegram' | 'teams' | 'mail' | 'console'

export interface AllDesks {
  house: House
  url: string
  /** An officer of the line, whose desk is bound by a code as officers bind it. @returns how that one answers */
  seat(line: string, name: string, way: Way): Promise<Seat>
  close(): Promise<void>
}

export interface Seat {
  id: string
  way: Way
  /** Answers the enquiry of this number from the officer's own place; not for the console. */
  answer(number: string, text: string): Promise<void>
}

export async function openAllDesks(): Promise<AllDesks> {
  const [api, connector, office] = await Promise.all([
    StrictBotApi.start(),
    StrictConnector.start(),
    PostOffice.open(),
  ])
  const own = `shenbao@${DOMAIN}`
  const house = await openHouse(
    {
      port: 0,
      telegram: { token: TOKEN, apiRoot: api.address, webhook: null },
      teams: teamsAt(connector),
      mail: {
        smtpUrl: office.smtpUrl,
        imapUrl: office.mailboxes.url('shenbao'),
        from: { name: '申报助手', address: own },
        authserv: null,
      },
    },
    { unpaced: true },
  )
  const url = await house.listen()
  let seats = 0

  async function seat(line: string, name: string, way: Way): Promise<Seat> {
    const grants = [{ role: 'contact' as const, programmeId: PROGRAMME, contact: line }]
    const place = ++seats
    const email = `officer${place}@${DOMAIN}`
    const { id } = await house.desk.accounts.add({ name, email, locale: 'zh-CN', grants }, OPERATOR)
    const answer = way === 'console' ? never : await bind(way, await house.desk.signIn.code(id), place, email)
    return { id, way, answer }
  }

  async function bind(way: Way, { code }: { code: string }, place: number, email: string) {
    if (way === 'telegram') return atTelegram(code, 9_000 + place)
    if (way === 'teams') return atTeams(code)
    return byMail(code, email)
  }

  async function atTelegram(code: string, chat: number): Promise<Seat['answer']> {
    const heard = (what: string) => api.heard(chat).findLast(({ text }) => text.includes(what))
    api.say(chat, '/start')
    await until(() => api.heard(chat).length > 0, 30_000)
    api.say(chat, `/desk ${code}`)
    await until(() => heard('咨询答复窗口') !== undefined, 30_000)
    return async (number, text) => {
      await until(() => heard(number) !== undefined, 30_000)
      const card = api.heard(chat).findLast((one) => one.text.startsWith(number))
      if (!card) throw new Error(`no card of ${number}`)
      api.reply(card, text)
    }
  }

  async function atTeams(code: string): Promise<Seat['answer']> {
    const person = new Person({ house, connector, close: async () => {} })
    await person.join()
    await person.say(code)
    return async (number, text) => {
      const found = () => person.screen.findLast(({ words }) => words.startsWith(number))?.card
      await until(() => found() !== undefined, 30_000)
      const card = found()
      await person.execute(card, '发送答复', filledIn(card, { 答复内容: text }))
    }
  }

  async function byMail(code: string, email: string): Promise<Seat['answer']> {
    const post = (to: string, subject: string, text: string, more: string[] = []) =>
      office.post({
        from: email,
        to,
        raw: Buffer.from(
          [
            `From: <${email}>`,
            `To: <${to}>`,
            `Subject: ${subject}`,
            `Message-ID: <${house.ids.next()}@${DOMAIN}>`,
            'Date: Mon, 12 Apr 2021 10:00:00 +0800',
            'MIME-Version: 1.0',
            'Content-Type: text/plain; charset=utf-8',
            'Content-Transfer-Encoding: 8bit',
            ...more,
            '',
            text,
          ].join('\r\n'),
        ).toString('latin1'),
      })
    await post(own, 'bind', code)
    await until(() => office.posted.some(({ to }) => to === email), 60_000)
    return async (number, text) => {
      const found = async () => (await office.read(email)).findLast((mail) => mail.text?.includes(number))
      const end = Date.now() + 60_000
      while (!(await found()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50))
      const mail = await found()
      if (!mail) throw new Error(`no mail of ${number}`)
      const to = [mail.replyTo].flat()[0]?.value[0]?.address ?? own
      const quoted = (mail.text ?? '').split('\n').map((line) => `> ${line}`)
      const body = [text, '', '在 2021年4月12日，申报助手 写道：', ...quoted].join('\r\n')
      await post(to, 'Re', body, [`In-Reply-To: ${mail.messageId}`, `References: ${mail.messageId}`])
    }
  }

  return {
    house,
    url,
    seat,
    async close() {
      await house.close()
      await Promise.all([api.close(), connector.close(), office.close()])
    },
  }
}

const never: Seat['answer'] = () => Promise.reject(new Error('answers in the console'))
