/** Board, batch approval, register and projects, dialogs open: for pictures and for tests. */
import type { Page } from 'playwright-core'
import type { Scene } from './console-scenes.ts'
import type { DeskFake } from './desk-fake.ts'
import {
  applicationsToDecide,
  overseer,
  PROJECT_NOW,
  projectEvent,
  reinstatedView,
} from './project-fixtures.ts'

/** An officer of the authority sits there, with the language that the scene is shown in. */
const oversee = (desk: DeskFake) => {
  desk.me = { ...overseer, locale: desk.me?.locale ?? 'zh-CN' }
}
const signedIn =
  (more: (desk: DeskFake) => void = () => {}) =>
  (desk: DeskFake) => {
    oversee(desk)
    more(desk)
  }

/** The authority's queue is what this scene is about. */
const toDecide = signedIn((desk) => {
  desk.cases.rows = applicationsToDecide()
})

/** Opens the nth decision of a project. */
const decide = (nth: number) => async (page: Page) => {
  await page.locator('.project-actions button').nth(nth).click()
  await page.locator('[role=dialog]').waitFor()
}

const faces = async (page: Page) => {
  for (const nth of [0, 1])
    await page.locator('.figure-part .switch').nth(nth).locator('button').last().click()
  await page.locator('table').nth(1).waitFor()
}

const chooseFour = async (page: Page) => {
  for (const row of [0, 1, 2, 3]) await page.locator('.rows .tick input').nth(row).check()
  await page.locator('.bulk .ant-btn-primary').click()
  await page.locator('[role=dialog]').waitFor()
}

const AWAITED = { act: 'evaluate', by: '周岚', mine: true }
const OPINION =
  '验收组查阅了标准体系、实施记录和满意度调查，现场核查三处站点，认为标准覆盖率、实施率达到任务书要求，同意通过验收。'

/** A second officer is asked to confirm what the first one found. */
const awaitSecond = (mine: boolean) => (desk: DeskFake) => {
  const at = new Date(Date.parse(PROJECT_NOW) - 3_600_000).toISOString()
  const event = projectEvent({ act: 'evaluate-passed', at, name: '周岚', text: OPINION })
  desk.projects.change('project-3', event, {
    awaiting: { ...AWAITED, mine },
    may: mine ? ['confirm', 'object', 'recuse'] : [],
  })
}

export const projectScenes: Scene[] = [
  {
    name: 'board',
    about: 'The board',
    path: '/board',
    set: signedIn(),
    walk: (page) => page.locator('canvas').nth(1).waitFor(),
  },
  {
    name: 'board-projects',
    about: 'Projects by area and guarantor',
    path: '/board',
    set: signedIn(),
    walk: async (page) => {
      await page.locator('.board-bars > .page-head .switch button').last().click()
      await page.locator('canvas').nth(1).waitFor()
    },
  },
  { name: 'board-tables', about: 'The charts as tables', path: '/board', set: signedIn(), walk: faces },
  { name: 'approve', about: 'What is to be decided', path: '/board/approve', set: toDecide },
  {
    name: 'approve-several',
    about: 'Approving several by one document',
    path: '/board/approve',
    set: toDecide,
    walk: chooseFour,
  },
  {
    name: 'approve-outcome',
    about: 'What came of it',
    path: '/board/approve',
    set: toDecide,
    walk: async (page) => {
      await chooseFour(page)
      await page.locator('[role=dialog] input').fill('沪市监标技〔2023〕96号')
      await page.locator('.dialog-foot .ant-btn-primary').click()
      await page.locator('.refused').waitFor()
    },
  },
  { name: 'projects', about: 'The register', path: '/projects', set: signedIn() },
  {
    name: 'projects-filtered',
    about: 'The register, narrowed',
    path: '/projects?view=going&within=90',
    set: signedIn(),
  },
  {
    name: 'projects-nothing',
    about: 'No project found',
    path: '/projects?q=qqq',
    set: signedIn(),
    walk: (page) => page.locator('.empty').waitFor(),
  },
  {
    name: 'project',
    about: 'A project that asks for more time',
    path: '/projects/project-1',
    set: signedIn(),
  },
  {
    name: 'project-ended',
    about: 'A project that was terminated',
    path: '/projects/project-6',
    set: signedIn(),
  },
  {
    name: 'project-reinstated',
    about: 'A project that was reinstated, with a letter that holds no more',
    path: '/projects/project-6',
    set: signedIn((desk) => {
      const view = desk.projects.view('project-6')
      if (view) desk.projects.views.set('project-6', reinstatedView(view.project))
    }),
  },
  {
    name: 'project-second',
    about: 'A decision that a second officer has to confirm',
    path: '/projects/project-3',
    set: signedIn(awaitSecond(true)),
  },
  {
    name: 'project-confirm',
    about: 'Confirming what another officer decided',
    path: '/projects/project-3',
    set: signedIn(awaitSecond(true)),
    walk: decide(0),
  },
  {
    name: 'project-object',
    about: 'Objecting to it',
    path: '/projects/project-3',
    set: signedIn(awaitSecond(true)),
    walk: decide(1),
  },
  {
    name: 'project-own-proposal',
    about: 'Whoever proposed it waits',
    path: '/projects/project-3',
    set: signedIn(awaitSecond(false)),
  },
  {
    name: 'project-grant',
    about: 'Granting an extension',
    path: '/projects/project-1',
    set: signedIn(),
    walk: decide(0),
  },
  {
    name: 'project-grant-wrong',
    about: 'A day that is too late',
    path: '/projects/project-1',
    set: signedIn(),
    walk: async (page) => {
      await decide(0)(page)
      await page.locator('[role=dialog] input[type=date]').fill('2024-12-31')
      await page.locator('.wrong').waitFor()
    },
  },
  {
    name: 'project-refuse',
    about: 'Refusing one',
    path: '/projects/project-1',
    set: signedIn(),
    walk: decide(1),
  },
  {
    name: 'project-evaluate',
    about: 'Recording an evaluation',
    path: '/projects/project-3',
    set: signedIn(),
    walk: async (page) => {
      await decide(0)(page)
      await page.locator('[role=dialog] [type=radio]').first().check()
      await page.locator('[role=dialog] textarea').first().fill(OPINION)
    },
  },
  {
    name: 'project-certify',
    about: 'Issuing a certificate',
    path: '/projects/project-4',
    set: signedIn(),
    walk: decide(0),
  },
  {
    name: 'project-put-forward',
    about: 'Putting one forward',
    path: '/projects/project-5',
    set: signedIn(),
    walk: decide(0),
  },
  {
    name: 'project-close',
    about: 'Closing a project',
    path: '/projects/project-5',
    set: signedIn(),
    walk: decide(1),
  },
  {
    name: 'project-reinstate',
    about: 'Reinstating one',
    path: '/projects/project-6',
    set: signedIn(),
    walk: decide(0),
  },
  {
    name: 'project-allow',
    about: 'Allowing a change',
    path: '/projects/project-7',
    set: signedIn(),
    walk: decide(0),
  },
  {
    name: 'project-cancel',
    about: 'Cancelling one',
    path: '/projects/project-2',
    set: signedIn(),
    walk: decide(1),
  },
  {
    name: 'project-refused',
    about: 'A decision that the rules do not allow',
    path: '/projects/project-1',
    set: signedIn((desk) => {
      desk.projects.refusal = '所选日期晚于最迟可延至的日期。'
    }),
    walk: async (page) => {
      await decide(0)(page)
      await page.locator('.dialog-foot .ant-btn-primary').click()
      await page.locator('[role=dialog] .failed').waitFor()
    },
  },
  {
    name: 'project-moved',
    about: 'Somebody else was faster',
    path: '/projects/project-3',
    set: signedIn(),
    walk: async (page, desk) => {
      await decide(0)(page)
      await page.locator('[role=dialog] [type=radio]').first().check()
      await page.locator('[role=dialog] textarea').first().fill(OPINION)
      const event = projectEvent({ act: 'evidence', at: new Date(PROJECT_NOW).toISOString() })
      desk.projects.change('project-3', event, {})
      await page.locator('.dialog-foot .ant-btn-primary').click()
      await page.locator('[role=dialog] .conflict').waitFor()
    },
  },
  {
    name: 'project-missing',
    about: 'No such project',
    path: '/projects/nothing',
    set: signedIn(),
    walk: (page) => page.locator('.failed').waitFor(),
  },
]
