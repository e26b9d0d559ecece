/** What platforms deliver and what they are given: read without a fault, shown without a word lost and without anybody's markup. */
import fc from 'fast-check'
import { isAuthentic } from '../../../src/channels/mail/authentication.ts'
import { freshWords } from '../../../src/channels/mail/fresh-words.ts'
import { readHead } from '../../../src/channels/mail/head.ts'
import { render as renderMail } from '../../../src/channels/mail/render.ts'
import { Tokens } from '../../../src/channels/mail/tokens.ts'
import { wordsOf } from '../../../src/channels/mail/words-of.ts'
import { activitySchema, read as readTeams } from '../../../src/channels/teams/activity.ts'
import { pressedIn } from '../../../src/channels/teams/card-press.ts'
import { referenceOf, spokenText } from '../../../src/channels/teams/connector.ts'
import { replyIn } from '../../../src/channels/teams/quoted.ts'
import { render as renderTeams } from '../../../src/channels/teams/render.ts'
import { asMarkdown } from '../../../src/channels/teams/styled.ts'
import { readPress } from '../../../src/channels/telegram/buttons.ts'
import { escapeHtml, render as renderTelegram } from '../../../src/channels/telegram/render.ts'
import { read as readTelegram, updateSchema } from '../../../src/channels/telegram/update.ts'
import { toActivity } from '../../../src/channels/terminal/terminal.ts'
import { startRequestSchema, activitySchema as webActivity } from '../../../src/contract/conversation.ts'
import type { Reply } from '../../../src/conversation/types.ts'
import { html as formHtml } from '../../../src/http/form/html.ts'
import { html as pageHtml } from '../../../src/http/pages/html.ts'
import { messageText } from '../../rigs/telegram/rules.ts'
import { json, nearJson, nearOrAny, shortText, text } from '../arbitraries.ts'
import { must, type Property, property } from '../property.ts'
import { SAYINGS } from '../samples.ts'

const ID = '01931f3e-1111-7000-8000-000000000001'
const MESSAGE = { message_id: 7, chat: { id: 5, type: 'private' }, from: { id: 5, language_code: 'zh' } }
const UPDATES = [
  { update_id: 1, message: { ...MESSAGE, text: '/start K7QF-2M9D', reply_to_message: { text: 'a' } } },
  {
    update_id: 2,
    message: { ...MESSAGE, caption: 'c', document: { file_id: 'f', file_name: 'a.pdf', file_size: 3 } },
  },
  { update_id: 3, edited_message: { ...MESSAGE, photo: [{ file_id: 'f' }] } },
  {
    update_id: 4,
    callback_query: {
      id: 'q',
      from: { language_code: 'en' },
      data: 'c',
      message: { ...MESSAGE, reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] } },
    },
  },
]
const TEAMS = {
  ...{
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.example/',
    text: '<at>bot</at> 你好',
  },
  ...{
    conversation: { id: 'c', conversationType: 'personal' },
    from: { id: 'u' },
    recipient: { id: 'b' },
    locale: 'zh-CN',
  },
}
const ACTIVITIES = [
  TEAMS,
  { ...TEAMS, value: { reply: ID, place: 1, i0: 'a' } },
  { ...TEAMS, type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { reply: ID } } } },
  {
    ...TEAMS,
    type: 'invoke',
    name: 'fileConsent/invoke',
    value: {
      action: 'accept',
      context: { reply: ID },
      uploadInfo: {
        uploadUrl: 'https://a.example/',
        contentUrl: 'x',
        name: 'n',
        uniqueId: 'u',
        fileType: 'pdf',
      },
    },
  },
  {
    ...TEAMS,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: 'a',
        content: { downloadUrl: 'https://a.example/f' },
      },
      {
        contentType: 'text/html',
        content:
          '<blockquote itemtype="http://schema.skype.com/Reply"><p itemprop="copy">q</p></blockquote><p>a</p>',
      },
    ],
  },
  { ...TEAMS, type: 'conversationUpdate', membersAdded: [{ id: 'u' }] },
]
const LETTERS = [
  'From: Li <li@example.org>\r\nTo: shenbao+abcdefghijklmnopqrstuvwxyz.abcdefghijklmnop@example.org\r\nSubject: =?utf-8?B?5Zue5aSN?=\r\nMessage-ID: <1@example.org>\r\nAuthentication-Results: mx.example.org; dkim=pass header.d=example.org; dmarc=pass\r\nIn-Reply-To: <a@b>\r\n\r\n',
  'From: "A, B" <a@b.cn>, c@d.cn\r\nReferences: <1@x> <2@y>\r\nAuto-Submitted: auto-replied\r\n\r\n',
]
const BODIES = [
  '好的，三份。\n\n在 2021年4月12日，申报助手 <a@b.cn> 写道：\n> 盖章要几份\n> 谢谢',
  'Yes.\n\nOn Mon, 12 Apr 2021 at 10:00, Shenbao <a@b.cn>\nwrote:\n> how many\n\nSent from my phone',
  '收到\n\n-----原始邮件-----\n发件人: a\n发送时间: b\n主题: c\n\nold',
  'ok\n\n-- \nLi\n__________\nFrom: x\nSent: y\n\nold',
]
const RESULTS = [
  'mx.example.org; dkim=pass header.d=example.org; spf=pass smtp.mailfrom=a@example.org (x); dmarc=pass',
]

const kind = fc.constantFrom(
  'says',
  'quote',
  'reading',
  'silence',
  'aside',
  'contact',
  'condition',
  'clarification',
)
const choice = fc.record({ value: shortText, label: shortText.filter((one) => one.trim() !== '') })
const input = fc.record({
  ...{ name: shortText, label: shortText, required: fc.boolean() },
  kind: fc.constantFrom(
    'text',
    'longtext',
    'choice',
    'choices',
    'yes-no',
    'date',
    'integer',
    'files',
    'acknowledge',
    'tel',
  ),
  hint: fc.option(shortText, { nil: undefined }),
  error: fc.option(shortText, { nil: undefined }),
  value: fc.option(fc.oneof(shortText, fc.array(shortText, { maxLength: 3 })), { nil: undefined }),
  options: fc.option(fc.array(choice, { maxLength: 40 }), { nil: undefined }),
})
const words = nearOrAny(SAYINGS)
  .map((one) => one.toWellFormed().replaceAll('\0', ''))
  .filter((one) => one.trim() !== '')
const reply = fc
  .record({
    ...{ key: fc.constant('k'), text: words, subject: fc.option(shortText, { nil: undefined }) },
    choices: fc.option(fc.array(choice, { maxLength: 30 }), { nil: undefined }),
    parts: fc.option(fc.array(fc.record({ kind, label: shortText, text: shortText }), { maxLength: 4 }), {
      nil: undefined,
    }),
    form: fc.option(
      fc.record({
        step: shortText,
        title: shortText,
        lead: shortText,
        inputs: fc.array(input, { maxLength: 3 }),
        submit: fc.constant('ok'),
      }),
      { nil: undefined },
    ),
  })
  // as the core makes them: parts are made of words of the reply
  .map((one) =>
    JSON.parse(
      JSON.stringify({ ...one, parts: one.parts?.map((part) => ({ ...part, text: one.text.slice(0, 30) })) }),
    ),
  ) as fc.Arbitrary<Reply>
const squeezed = (one: string): string => one.replace(/[\s\\]+/g, '')

export const channelProperties: Property[] = [
  property(
    'any update of Telegram is read or refused',
    fc.oneof(fc.constantFrom(...UPDATES).chain(nearJson), json),
    (update) => {
      const parsed = updateSchema.safeParse(update)
      if (parsed.success) must(typeof readTelegram(parsed.data).kind === 'string', 'something happened')
    },
    { share: 2 },
  ),
  property(
    'any activity of Teams is read or refused',
    fc.oneof(fc.constantFrom(...ACTIVITIES).chain(nearJson), json),
    (activity) => {
      const parsed = activitySchema.safeParse(activity)
      if (!parsed.success) return
      referenceOf(parsed.data)
      const happening = readTeams(parsed.data, spokenText(parsed.data))
      must(typeof happening.kind === 'string', 'something happened')
      if (happening.kind === 'pressed')
        must(pressedIn(happening.press, null).kind === 'choice', 'a press of no reply')
    },
    { share: 2 },
  ),
  property(
    'any activity of the web contract is taken or refused',
    fc.oneof(
      nearJson({ id: 'abcdefgh', form: { step: 'a', values: { b: 'c', d: ['e'] } } }),
      nearJson({ programme: 'a', locale: 'en', code: 'K7QF-2M9D' }),
      json,
    ),
    (sent) => {
      webActivity.safeParse(sent)
      startRequestSchema.safeParse(sent)
    },
  ),
  property(
    'a button of Telegram that comes back is one of ours or none',
    nearOrAny(['c01931f3e111170008000000000000001.3', 'o.', 't.9999']),
    (data) => {
      const press = readPress(data)
      must(press === null || Number.isInteger(press.place), 'a place', press)
    },
  ),
  property(
    'any reply is shown on Telegram, whole and with marks that match',
    reply,
    (one) => {
      const texts = renderTelegram(one, ID, '确定').flatMap((message) =>
        message.kind === 'text' ? [message.html] : [],
      )
      const shown = texts.map((html) => messageText(html, 'HTML')).join('')
      must(squeezed(shown) === squeezed(one.text), 'no word is lost', { shown, text: one.text })
    },
    { share: 2 },
  ),
  property(
    'any reply is shown on Teams',
    reply,
    (one) => {
      must(renderTeams(one, ID, { required: '必填' }, 'https://example.org').length > 0, 'a message')
      must(replyIn(asMarkdown(one.text)) === null, 'no quotation of theirs')
    },
    { share: 2 },
  ),
  property('any reply is a mail of plain words', reply, (one) => {
    const letter = renderMail(one, { subject: 's', choose: 'c', foot: 'f' })
    must(!/[\r\n\0]/.test(letter.subject), 'a subject in one line', letter.subject)
    must(letter.text.includes(one.text), 'all its words')
    must(
      !/<(?!\/?(?:!doctype|html|head|meta|body|p|ul|li|br)\b)/i.test(letter.html),
      'no markup but ours',
      letter.html,
    )
  }),
  property('whatever anybody writes is text in every page', text, (said) => {
    for (const made of [
      String(formHtml`<p title="${said}">${said}</p>`),
      pageHtml`<p title="${said}">${said}</p>`.text,
    ])
      must((made.match(/[<>"]/g) ?? []).length === 6, 'no mark but ours', made)
    must(!/[<>]/.test(escapeHtml(said)), 'no mark')
  }),
  property(
    'any head of a mail is read',
    nearOrAny(LETTERS),
    async (raw) => {
      const head = await readHead(Buffer.from(raw, 'utf8'))
      must(
        head.dedupeKey !== '' && head.dedupeKey.length <= 200 && Array.isArray(head.lines('from')),
        'a key',
        head.dedupeKey,
      )
      must(!/[\r\n]/.test(head.subject), 'a subject in one line')
    },
    { mostMs: 4_000 },
  ),
  property(
    'any words of a mail are parted from what they answer',
    nearOrAny(BODIES),
    (body) => {
      const fresh = freshWords(body)
      must(fresh.length <= body.length, 'no more than was written', fresh)
    },
    { mostMs: 4_000 },
  ),
  property(
    'any part of a mail becomes plain text',
    fc.record({
      words: nearOrAny(['<p>好</p><blockquote>alt</blockquote>', '=E5=A5=BD', '5aW9']),
      type: fc.constantFrom('text/plain' as const, 'text/html' as const),
      charset: fc.constantFrom(null, 'utf-8', 'gb18030', 'x-none', '__proto__'),
      encoding: fc.constantFrom(null, 'base64', 'quoted-printable', '7bit', 'constructor'),
      isFlowed: fc.boolean(),
    }),
    async ({ words: body, ...part }) => {
      must(typeof (await wordsOf({ part: '1', ...part }, Buffer.from(body))) === 'string', 'a text')
    },
    { mostMs: 4_000 },
  ),
  property(
    'nobody makes up a token, and no header says who sent a mail but ours',
    fc.tuple(nearOrAny(RESULTS), shortText),
    ([line, token]) => {
      isAuthentic([line], 'mx.example.org', 'a@example.org')
      must(
        !isAuthentic([line], 'mx.example.org', 'a@another.cn') ||
          /another|dmarc=pass/.test(line.toLowerCase()),
        'not of another domain',
        line,
      )
      must(new Tokens('secret', 'a@b.cn').read(ID, [token, `${token}.${token}`]) === null, 'no token')
    },
  ),
  property('any line at a terminal is an activity', text, (line) => {
    must(typeof toActivity(line, [{ value: 'a', label: '一' }]).kind === 'string', 'an activity')
  }),
]
