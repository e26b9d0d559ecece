/** A one-time link goes out by mail, in the officer's language, to that officer alone. */
import { text } from 'node:stream/consumers'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { expect, test } from 'vitest'
import { linkPost } from '../../src/channels/mail/link-post.ts'
import { readLocales } from '../../src/read-locales.ts'
import { plainPhrases } from '../../src/service/libraries.ts'

const LINK = 'https://desk.example.org/desk/enter#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ'

test.each([
  ['zh-CN', '咨询工作台登录链接'],
  ['en', "Your link to sign in to the officers' desk"],
])('in %s', async (locale, subject) => {
  const locales = await readLocales()
  const taken: { to: string[]; mail: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      void text(stream).then((mail) => {
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), mail })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as { port: number }
  const settings = {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    imapUrl: 'imap://127.0.0.1:1',
    from: { name: '申报助手', address: 'desk@example.org' },
    authserv: null,
  }
  const post = linkPost(settings, (language) => plainPhrases(language, locales))
  try {
    await post.send('wang@example.org', LINK, locale)
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  expect(taken.map(({ to }) => to)).toEqual([['wang@example.org']])
  const mail = await simpleParser(taken[0]?.mail ?? '')
  expect(mail.subject).toBe(subject)
  expect(mail.text).toContain(LINK)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  await expect(post.send('wang@example.org', LINK, locale)).rejects.toThrow('retry')
})
