/** Every screen of the console, dialogs and drawers open, and how to get there: for pictures and for tests. */
import type { Page } from 'playwright-core'
import { authorityMe, recommenderMe } from './case-fixtures.ts'
import type { DeskFake } from './desk-fake.ts'
import { projectScenes } from './project-scenes.ts'

export interface Scene {
  name: string
  about: string
  path: string
  /** before the page is opened */
  set?: (desk: DeskFake) => void
  /** after it is there */
  walk?: (page: Page, desk: DeskFake) => Promise<unknown>
  /** only where the page is this wide at most, or at least */
  below?: number
  above?: number
}

/** The nth button with a class of its own, whatever the language. */
const press = (selector: string) => (page: Page) => page.locator(selector).first().click()
/** Opens a dialog by the nth button of a place. */
const dialog = (place: string, nth: number) => async (page: Page) => {
  await page.locator(`${place} button`).nth(nth).click()
  await page.locator('[role=dialog]').waitFor()
}

const selectThree = async (page: Page) => {
  for (const row of [0, 1, 2]) await page.locator('.rows .tick input').nth(row).check()
  await page.locator('.bulk').waitFor()
}

/** Signed in as an officer of a recommending body, or of the authority. */
const asRecommender = (desk: DeskFake) => {
  desk.me = { ...recommenderMe, locale: desk.me?.locale ?? recommenderMe.locale }
}
const asAuthority = (desk: DeskFake) => {
  desk.me = { ...authorityMe, locale: desk.me?.locale ?? authorityMe.locale }
}
/** Opens the nth face of what stands beside the form. */
const beside = (nth: number) => async (page: Page) => {
  const face = page.locator('.case-page > .switch button').last()
  if (await face.isVisible()) await face.click()
  await page.locator('.help > .switch button').nth(nth).click()
}
const chooseSheet = async (page: Page) => {
  const buffer = Buffer.from('名称,代码')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '徐汇区意向单位.xlsx', mimeType: 'text/csv', buffer })
  await page.locator('.verdicts').waitFor()
}

/** Applications and the pre-screen of spreadsheets. */
const caseScenes: Scene[] = [
  {
    name: 'applications',
    about: 'Waiting for a recommending body',
    path: '/applications',
    set: asRecommender,
  },
  {
    name: 'applications-authority',
    about: 'All that the authority sees, with filters',
    path: '/applications?view=deciding&area=high-tech',
    set: asAuthority,
  },
  {
    name: 'applications-returned',
    about: 'Returned ones, some overdue',
    path: '/applications?view=returned',
    set: asAuthority,
  },
  { name: 'applications-all', about: 'All of them', path: '/applications?view=all', set: asAuthority },
  {
    name: 'applications-nothing',
    about: 'Nothing found',
    path: '/applications?view=all&q=qqq',
    set: asRecommender,
    walk: (page) => page.locator('.empty').waitFor(),
  },
  {
    name: 'applications-approve',
    about: 'Several approved at once',
    path: '/applications',
    set: asAuthority,
    walk: async (page) => {
      for (const row of [1, 2, 3]) await page.locator('.rows .tick input').nth(row).check()
      await page.locator('.bulk .ant-btn-primary').first().click()
      await page.locator('[role=dialog] input').fill('沪市监标技〔2021〕188号')
    },
  },
  {
    name: 'applications-approved',
    about: 'What several at once came to',
    path: '/applications',
    set: asAuthority,
    walk: async (page) => {
      for (const row of [1, 2, 3]) await page.locator('.rows .tick input').nth(row).check()
      await page.locator('.bulk .ant-btn-primary').first().click()
      await page.locator('[role=dialog] input').fill('沪市监标技〔2021〕188号')
      await page.locator('[role=dialog] .ant-btn-primary').click()
      await page.locator('.refused').waitFor()
    },
  },
  {
    name: 'application',
    about: 'An application, handed in again',
    path: '/applications/application-1',
    set: asRecommender,
  },
  {
    name: 'application-changed',
    about: 'Only what was changed',
    path: '/applications/application-1',
    set: asRecommender,
    walk: (page) => page.locator('.comparing input').check(),
  },
  {
    name: 'application-remark',
    about: 'Commenting on a field',
    path: '/applications/application-1',
    set: asRecommender,
    walk: async (page) => {
      await page.locator('#field-budget_total .pin-button').click()
      await page.locator('.remark-editor textarea').first().fill('请说明街道配套资金是否已落实。')
      // nothing else lies half under the acts, which stay at the top
      await page.mouse.wheel(0, -100_000)
    },
  },
  {
    name: 'application-checks',
    about: 'The checklist',
    path: '/applications/application-1',
    set: asRecommender,
    walk: async (page) => {
      await beside(0)(page)
      await page.locator('.quote summary').first().click()
    },
  },
  {
    name: 'application-record',
    about: 'The record',
    path: '/applications/application-1',
    set: asRecommender,
    walk: beside(1),
  },
  {
    name: 'application-scans',
    about: 'Stamped scans',
    path: '/applications/application-1',
    set: asRecommender,
    walk: beside(2),
  },
  ...(['recommend', 'return', 'decline', 'paper-received', 'recuse'] as const).map(
    (act, nth): Scene => ({
      name: `application-${act}`,
      about: `Asking before: ${act}`,
      path: '/applications/application-1',
      set: asRecommender,
      walk: dialog('.case-page > .actions', nth),
    }),
  ),
  {
    name: 'application-longer',
    about: 'Allowing more time',
    path: '/applications/application-19',
    set: asRecommender,
    walk: dialog('.case-page > .actions', 0),
  },
  {
    name: 'application-approve',
    about: 'Approving one',
    path: '/applications/application-24',
    set: asAuthority,
    walk: dialog('.case-page > .actions', 0),
  },
  {
    name: 'application-second',
    about: 'A second officer has to confirm',
    path: '/applications/application-23',
    set: asAuthority,
  },
  {
    name: 'application-object',
    about: 'Not confirming',
    path: '/applications/application-23',
    set: asAuthority,
    walk: dialog('.second', 1),
  },
  {
    name: 'application-ended',
    about: 'An application that was approved',
    path: '/applications/application-34',
    set: asAuthority,
  },
  {
    name: 'application-conflict',
    about: 'Somebody else was faster',
    path: '/applications/application-1',
    set: asRecommender,
    walk: async (page, desk) => {
      await dialog('.case-page > .actions', 0)(page)
      await page.locator('[role=dialog] textarea').first().fill('同意推荐。')
      desk.cases.actAs('周岚', 'application-1', {
        type: 'return',
        fields: [{ field: 'government_led', comment: '请说明是否由政府主导。' }],
        due: '2021-04-20',
      })
      await page.locator('.conflict').waitFor()
    },
  },
  {
    name: 'application-refused',
    about: 'Refused by the server',
    path: '/applications/application-24',
    set: asAuthority,
    walk: async (page) => {
      await dialog('.case-page > .actions', 0)(page)
      await page.locator('[role=dialog] input').fill('拒绝')
      await page.locator('[role=dialog] .ant-btn-primary').click()
      await page.locator('[role=dialog] .failed').waitFor()
    },
  },
  {
    name: 'application-missing',
    about: 'No such application',
    path: '/applications/nothing',
    set: asRecommender,
    walk: (page) => page.locator('.failed').waitFor(),
  },
  { name: 'pre-screen', about: 'Bulk pre-screen', path: '/pre-screen', set: asRecommender },
  {
    name: 'pre-screen-found',
    about: 'What a spreadsheet came to',
    path: '/pre-screen',
    set: asRecommender,
    walk: chooseSheet,
  },
]

export const scenes: Scene[] = [
  { name: 'sign-in', about: 'Signing in', path: '', set: (desk) => (desk.me = null) },
  {
    name: 'sign-in-none',
    about: 'No way to sign in by oneself',
    path: '',
    set: (desk) => {
      desk.me = null
      desk.ways = { oidc: null, mail: false }
    },
  },
  {
    name: 'enter',
    about: 'A one-time link',
    path: '/enter#0123456789abcdef0123456789abcdef',
    set: (desk) => (desk.me = null),
  },
  {
    name: 'enter-spent',
    about: 'A link that was used',
    path: '/enter#spent456789abcdef0123456789abcdef',
    set: (desk) => (desk.me = null),
    walk: async (page) => {
      await press('.door-card button')(page)
      await page.locator('[role=alert]').waitFor()
    },
  },
  { name: 'inbox', about: 'The inbox', path: '' },
  {
    name: 'inbox-open',
    about: 'All that is open, with filters',
    path: '/?view=open&contact=social-management',
    walk: (page) => page.locator('.more-filters').waitFor(),
  },
  {
    name: 'inbox-nothing',
    about: 'Nothing found',
    path: '/?view=open&q=qqq',
    walk: (page) => page.locator('.empty').waitFor(),
  },
  {
    name: 'inbox-new',
    about: 'New ones have come',
    path: '/?view=open',
    walk: async (page, desk) => {
      await page.locator('.rows li').first().waitFor()
      await page.waitForTimeout(300)
      desk.arrive('我们是行业协会，想申报团体标准培育试点，会员单位可以作为参加单位吗？')
      await page.locator('.unseen button').waitFor()
    },
  },
  { name: 'inbox-bulk', about: 'Several chosen', path: '/?view=open', walk: selectThree },
  {
    name: 'inbox-bulk-answer',
    about: 'One answer for several',
    path: '/?view=open',
    walk: async (page) => {
      await selectThree(page)
      await dialog('.bulk', 0)(page)
    },
  },
  {
    name: 'inbox-failed',
    about: 'The list could not be read',
    path: '',
    set: (desk) => (desk.failing = { prefix: '/api/desk/enquiries', status: 503 }),
    walk: (page) => page.locator('.failed').waitFor(),
  },
  { name: 'thread', about: 'A thread', path: '/enquiries/enquiry-1' },
  { name: 'thread-english', about: 'A question in English', path: '/enquiries/enquiry-20' },
  { name: 'thread-read', about: 'A thread that the asker had deleted', path: '/enquiries/enquiry-60' },
  {
    name: 'thread-missing',
    about: 'No such enquiry',
    path: '/enquiries/nothing',
    walk: (page) => page.locator('.failed').waitFor(),
  },
  {
    name: 'thread-help',
    about: 'What helps to answer, on a phone',
    path: '/enquiries/enquiry-1',
    below: 1080,
    walk: press('.thread-head + .switch button:last-child'),
  },
  ...(['draft', 'talk', 'same'] as const).map(
    (tab, at): Scene => ({
      name: `thread-${tab}`,
      about: `Beside the thread: ${tab}`,
      path: '/enquiries/enquiry-7',
      walk: async (page) => {
        const face = page.locator('.thread-head + .switch button').last()
        if (await face.isVisible()) await face.click()
        await page
          .locator('.help .switch button')
          .nth(at + 1)
          .click()
        await page.waitForTimeout(100)
      },
    }),
  ),
  {
    name: 'thread-note',
    about: 'An internal note',
    path: '/enquiries/enquiry-1',
    walk: async (page) => {
      await page.locator('.composer .switch button').nth(1).click()
      await page.locator('.composer textarea').first().fill('区局回电：今年仍由区局统一推荐。')
    },
  },
  {
    name: 'thread-conflict',
    about: 'Somebody else was faster',
    path: '/enquiries/enquiry-1',
    walk: async (page, desk) => {
      const text = page.locator('.composer textarea').first()
      await text.fill('您好！统一核算的，请由街道财务在预算表上盖章。')
      desk.answerAs('陈静', 'enquiry-1', '预算表由统一核算的街道盖章，并附情况说明。')
      await page.locator('.composer-foot > :last-child').click()
      await page.locator('.conflict').waitFor()
    },
  },
  ...(['take', 'hand-over', 'reassign', 'merge', 'close'] as const).flatMap((act, at): Scene[] =>
    act === 'take'
      ? []
      : [
          {
            name: `thread-${act}`,
            about: `Asking before: ${act}`,
            path: '/enquiries/enquiry-7',
            walk: dialog('.actions', at - 1),
          },
        ],
  ),
  {
    name: 'thread-canned',
    about: 'Choosing a canned answer',
    path: '/enquiries/enquiry-1',
    walk: async (page) => {
      await page.locator('.composer-foot > button').first().click()
      await page.locator('.canned-choice').waitFor()
    },
  },
  { name: 'clarifications', about: 'Clarifications', path: '/clarifications' },
  {
    name: 'clarifications-published',
    about: 'Published clarifications',
    path: '/clarifications?status=published',
  },
  {
    name: 'clarifications-withdrawn',
    about: 'Clarifications taken back',
    path: '/clarifications?status=withdrawn',
  },
  {
    name: 'clarification-publish',
    about: 'Approving a clarification',
    path: '/clarifications',
    walk: dialog('.card-tools', 0),
  },
  {
    name: 'clarification-withdraw',
    about: 'Taking a clarification back',
    path: '/clarifications?status=published',
    walk: dialog('.card-tools', 0),
  },
  {
    name: 'proposal',
    about: 'A proposal from a thread',
    path: '/enquiries/enquiry-1',
    walk: async (page) => {
      await page.locator('.actions button').last().click()
      await page.locator('.proposal').waitFor()
    },
  },
  {
    name: 'proposal-wrong',
    about: 'A proposal that lacks words',
    path: '/clarifications/new',
    walk: async (page) => {
      await press('.form-foot button')(page)
      await page.locator('.wrong').first().waitFor()
    },
  },
  {
    name: 'proposal-edit',
    about: 'Changing a proposal',
    path: '/clarifications/clarification-2',
    walk: (page) => page.locator('.proposal').waitFor(),
  },
  { name: 'canned', about: 'Canned answers', path: '/canned' },
  { name: 'canned-edit', about: 'Writing a canned answer', path: '/canned', walk: dialog('.card-tools', 0) },
  { name: 'canned-delete', about: 'Deleting one', path: '/canned', walk: dialog('.card-tools', 1) },
  { name: 'leave', about: 'Leave and deputies', path: '/leave' },
  { name: 'leave-set', about: 'Setting a leave', path: '/leave', walk: dialog('.person', 0) },
  { name: 'unanswered', about: 'What people could not find', path: '/unanswered' },
  {
    name: 'figures',
    about: 'Figures',
    path: '/figures',
    walk: (page) => page.locator('canvas').nth(2).waitFor(),
  },
  {
    name: 'figures-table',
    about: 'The figures as tables',
    path: '/figures',
    walk: async (page) => {
      await page.locator('.figure-part .switch button').nth(1).click()
      await page.locator('.figure-part .switch button').nth(3).click()
      await page.locator('table').nth(1).waitFor()
    },
  },
  { name: 'officers', about: 'Officers and roles', path: '/officers' },
  { name: 'officers-new', about: 'A new officer', path: '/officers', walk: dialog('.page-head', 0) },
  {
    name: 'officers-recommender',
    about: 'An officer of a recommending body',
    path: '/officers',
    walk: async (page) => {
      await dialog('.page-head', 0)(page)
      await page.locator('.grant-line select').first().selectOption('recommender')
      await page.locator('.grant-line select').nth(2).selectOption('district-xuhui')
    },
  },
  {
    name: 'officers-link',
    about: 'A one-time link to hand over',
    path: '/officers',
    walk: dialog('.person', 1),
  },
  {
    name: 'officers-withdraw',
    about: 'Withdrawing an officer',
    path: '/officers',
    walk: dialog('.person:nth-child(2)', 2),
  },
  { name: 'account', about: 'The own account', path: '/account' },
  {
    name: 'account-code',
    about: 'Binding a chat',
    path: '/account',
    walk: async (page) => {
      await page.locator('section > button').click()
      await page.locator('.code-card').waitFor()
    },
  },
  {
    name: 'menu',
    about: 'The menu on a phone',
    path: '',
    below: 900,
    walk: async (page) => {
      await press('.phone-top button')(page)
      await page.locator('[role=dialog] nav').waitFor()
    },
  },
  {
    name: 'shortcuts',
    about: 'Keyboard shortcuts',
    path: '',
    walk: async (page) => {
      await page.locator('h1').waitFor()
      await page.keyboard.press('?')
      await page.locator('[role=dialog]').waitFor()
    },
  },
  {
    name: 'lost',
    about: 'The line is lost',
    path: '',
    walk: async (page, desk) => {
      await page.locator('.rows li').first().waitFor()
      desk.failing = { prefix: '/api/desk/events', status: 503 }
      desk.cutStreams()
      await page.locator('.lost').waitFor()
    },
  },
  ...projectScenes,
  ...caseScenes,
]

/** Opens a scene and waits until nothing is awaited any more. */
export async function show(page: Page, desk: DeskFake, scene: Scene, locale: string): Promise<void> {
  desk.reset()
  if (desk.me) desk.me = { ...desk.me, locale }
  scene.set?.(desk)
  await page.goto('about:blank')
  await page.goto(`${desk.url}/desk${scene.path}`)
  await page.locator('h1, .failed').first().waitFor()
  await settled(page)
  await scene.walk?.(page, desk)
  await settled(page)
}

/** Whether a scene exists at this width. */
export const fits = ({ below = 9999, above = 0 }: Scene, width: number) => width <= below && width >= above

/** Waits until nothing is being read any more. */
async function settled(page: Page): Promise<void> {
  while ((await page.locator('.loading').count()) > 0) await page.waitForTimeout(50)
}
