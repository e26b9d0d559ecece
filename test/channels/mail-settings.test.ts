import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { imapOptions, smtpOptions } from '../../src/channels/mail/access.ts'
import { examineMail } from '../../src/channels/mail/doctor.ts'
import { cliPhrases } from '../../src/cli/words.ts'
import { readConfig } from '../../src/config.ts'
import { hasDovecot } from '../rigs/mail/dovecot.ts'
import { DOMAIN, PostOffice } from '../rigs/mail/post-office.ts'

const PASSWORD = 'p@ss/word-of-mail'
const secret = encodeURIComponent(PASSWORD)
const whole = {
  SMTP_URL: `smtps://shenbao:${secret}@mail.example.cn`,
  IMAP_URL: `imaps://shenbao:${secret}@mail.example.cn:1993`,
  MAIL_FROM: '申报助手 <shenbao@example.cn>',
}

describe('the settings of mail', () => {
  const why = (environment: Record<string, string>) => {
    try {
      return readConfig(environment).mail
    } catch (error) {
      return (error as Error).message
    }
  }

  it('are all there or none, and the missing one is named', () => {
    expect(why({})).toBeNull()
    for (const name of Object.keys(whole))
      expect(why({ ...whole, [name]: '' })).toMatch(`setting-missing: ${name}`)
    expect(why({ MAIL_AUTHSERV: 'mx.example.cn' })).toContain('SMTP_URL')
  })

  it('say who writes, and whose word on senders counts', () => {
    expect(why(whole)).toMatchObject({
      from: { name: '申报助手', address: 'shenbao@example.cn' },
      authserv: null,
    })
    const other = { MAIL_FROM: 'shenbao@example.cn', MAIL_AUTHSERV: 'mx.example.cn' }
    expect(why({ ...whole, ...other })).toMatchObject({
      from: { name: '', address: 'shenbao@example.cn' },
      authserv: 'mx.example.cn',
    })
  })

  it.each([
    ['SMTP_URL', `https://shenbao:${secret}@mail.example.cn`],
    ['IMAP_URL', `shenbao:${secret}@mail.example.cn`],
    ['MAIL_FROM', 'a@b.cn\r\nBcc: c@d.cn'],
    ['MAIL_FROM', 'a@b.cn, c@d.cn'],
    ['MAIL_AUTHSERV', 'mx.example.cn; dmarc=pass'],
  ])('are refused when %s makes no sense, and the password is not said', (name, value) => {
    const said = why({ ...whole, [name]: value })
    expect(said).toContain(name)
    expect(said).not.toContain('word-of-mail')
  })

  it('are refused with a set clock, but for servers on this machine', () => {
    const clock = { SHENBAO_NOW: '2021-04-12T10:00:00+08:00' }
    expect(why({ ...whole, ...clock })).toContain('set-clock')
    expect(why({ ...whole, ...clock, SHENBAO_FORCE_NOW: 'true' })).toMatchObject({ authserv: null })
    const here = { SMTP_URL: 'smtp://127.0.0.1:2525', IMAP_URL: 'imap://a:b@127.0.0.1:1143' }
    expect(why({ ...whole, ...clock, ...here })).toMatchObject({ authserv: null })
    expect(why({ ...whole, ...clock, SMTP_URL: here.SMTP_URL })).toContain('set-clock')
  })

  it('never send a password in the clear over the network', () => {
    const settings = { from: { name: '', address: 'a@b.cn' }, authserv: null }
    const plain = {
      smtpUrl: 'smtp://u:p@mail.example.cn',
      imapUrl: 'imap://u:p@mail.example.cn',
      ...settings,
    }
    expect(smtpOptions(plain, 1)).toMatchObject({
      secure: false,
      requireTLS: true,
      ignoreTLS: false,
      port: 587,
    })
    expect(imapOptions(plain, 1)).toMatchObject({ secure: false, doSTARTTLS: true, port: 143 })
    const given = { smtpUrl: whole.SMTP_URL, imapUrl: whole.IMAP_URL, ...settings }
    const auth = { user: 'shenbao', pass: PASSWORD }
    expect(smtpOptions(given, 1)).toMatchObject({ secure: true, port: 465, auth })
    expect(imapOptions(given, 1)).toMatchObject({ secure: true, port: 1993, auth })
  })
})

describe.skipIf(!hasDovecot())('the doctor of mail', () => {
  let office: PostOffice
  beforeAll(async () => {
    office = await PostOffice.open()
  })
  afterAll(() => office.close())

  const examine = async (change: Partial<Parameters<typeof examineMail>[0]> = {}) => {
    const from = { name: '', address: `shenbao@${DOMAIN}` }
    const urls = { smtpUrl: office.smtpUrl, imapUrl: office.mailboxes.url('shenbao') }
    return examineMail({ ...urls, from, authserv: null, ...change })
  }
  const codes = async (change: Parameters<typeof examine>[0]) => {
    const findings = await examine(change)
    for (const language of ['en', 'zh-CN']) {
      const words = await cliPhrases(language)
      for (const { code, params } of findings)
        expect(words.say(`channels.doctor.mail.${code}`, params)).not.toMatch(/[{}]/)
    }
    return findings.map(({ ok, code }) => `${ok ? '+' : '-'}${code}`)
  }

  it('finds both servers well, and says what cannot be seen from here', async () => {
    expect(await codes({})).toEqual(['+smtp', '+imap', '+mailbox', '+plus', '+unchecked'])
    expect(await codes({ authserv: 'mx.desk.test' })).toContain('+checked')
  })

  it('finds wrong passwords, and does not repeat them', async () => {
    const wrong = {
      smtpUrl: office.smtpUrl.replace('a-secret-of', 'a-wrong-word'),
      imapUrl: office.mailboxes.url('shenbao').replace('a-secret-of', 'a-wrong-word'),
    }
    expect(await codes(wrong)).toEqual(['-smtp-login', '-imap-login', '+plus', '+unchecked'])
    expect(JSON.stringify(await examine(wrong))).not.toContain('a-wrong-word')
  }, 30_000)

  it('finds servers that are away', async () => {
    const away = { smtpUrl: 'smtp://127.0.0.1:9', imapUrl: 'imap://u:p@127.0.0.1:9' }
    expect(await codes(away)).toEqual(['-smtp-unreachable', '-imap-unreachable', '+plus', '+unchecked'])
  })
})
