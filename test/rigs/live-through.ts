/**
 * Two applications of the 2021 programme lived through as people would: the applicants by chat, the officers over the
 * console's API, the clock moved on from step to step. One comes to its certificate, the other runs out.
 */
import { v7 } from 'uuid'
import type { WireApplicationAct, WireProjectAct } from '../../src/contract/case-acts.ts'
import type { WireReply } from '../../src/contract/conversation.ts'
import { CaseHouse, type Filer, type Seat } from './case-house.ts'
import { DeskClient } from './desk-client.ts'
import { PROGRAMME } from './desk-house.ts'

/** Something that happened: whose doing it was, and what was seen of it. */
export interface Line {
  on: string
  who: 'applicant' | 'other applicant' | 'recommending body' | 'authority' | 'clock'
  what: string
}

/** What is left of it. */
export interface Lived {
  certificate: Buffer
  letter: Buffer
  archive: Buffer
  /** stages of both at the end, as the applicants read them */
  ends: { certified: string; terminated: string }
}

/** @throws at the first step that does not go as it should */
export async function liveThrough(tell: (line: Line) => void): Promise<Lived> {
  const at = await CaseHouse.open('2021-04-12 10:00')
  try {
    return await new Life(at, tell).live()
  } finally {
    await at.house.close()
  }
}

const ACCEPTANCE: [RegExp, string][] = [
  [/approval_document/, '沪市监标技〔2021〕300号'],
  [/ends_on/, '2023年9月15日'],
  [/extended/, '有'],
  [/made_std/, '企业标准；Q/XHZC 001；社区助餐服务规范；2022-03-01'],
  [/real_|rate/, '92'],
  [/conclusion/, '达到目标'],
  [/budget/, '28.6万元'],
  [/att_/, '跳过'],
]

type Officer = 'recommending body' | 'authority'

class Life {
  private readonly at: CaseHouse
  private seats: Record<Officer, Seat> | null = null
  private readonly tell: (line: Line) => void
  private now = '2021-04-12'

  constructor(at: CaseHouse, tell: (line: Line) => void) {
    this.at = at
    this.tell = tell
  }

  async live(): Promise<Lived> {
    this.seats = {
      'recommending body': await this.at.recommender(),
      authority: await this.at.authority(),
    }
    const [one, other] = await this.handIn()
    await this.returnAndMend(one)
    const [first, second] = await this.recommendAndApprove([one, other])
    await this.extend(one, first)
    const letter = await this.runOut(other, second)
    const certificate = await this.accept(one, first)
    const authority = await this.desk('authority')
    const archive = (await authority.get(`/api/desk/archive.zip?programme=${PROGRAMME}`)).raw
    const ends = { certified: await this.stage(one), terminated: await this.stage(other) }
    return { certificate, letter, archive, ends }
  }

  private async handIn(): Promise<[Filer, Filer]> {
    const one = await this.at.applicant()
    await this.hears('applicant', one, (await one.submit()).number)
    const other = await this.at.applicant({ project_name: '老年大学课程标准化试点' })
    await this.hears('other applicant', other, (await other.submit()).number)
    this.see('applicant', await this.stage(one), /自2021年4月12日起/)
    return [one, other]
  }

  private async returnAndMend(one: Filer): Promise<void> {
    await this.go('2021-04-26')
    const id = (await one.application()).id
    await this.act('recommending body', `/api/desk/applications/${id}`, {
      type: 'return',
      fields: [{ field: 'benefit', comment: '请写明经济效益和社会效益' }],
      due: '2021-05-06',
    })
    await this.hears('applicant', one, '请写明经济效益和社会效益')
    await one.one.press('do:mend')
    await one.one.say('老人满意度由82%提高到95%，运营成本下降一成。')
    await one.one.say('重新提交')
    await this.pressYes(one, 'yes:resubmit:')
    this.see('applicant', last(one.one.replies), /-2/)
  }

  private async recommendAndApprove(filers: Filer[]): Promise<[string, string]> {
    await this.go('2021-05-10')
    const ids: string[] = []
    for (const filer of filers) {
      const { id } = await filer.application()
      ids.push(id)
      const act = { type: 'recommend', opinion: '基础扎实，目标明确，同意推荐。' } as const
      await this.act('recommending body', `/api/desk/applications/${id}`, act)
    }
    await this.go('2021-06-15')
    const act = { type: 'approve', document: '沪市监标技〔2021〕300号' }
    const authority = await this.desk('authority')
    const answer = await authority.send('POST', '/api/desk/applications/acts', {
      ...{ id: v7(), applications: ids, act },
    })
    if (answer.body.done?.length !== 2) throw new Error(`not approved: ${JSON.stringify(answer.body)}`)
    this.see('authority', `approved 2 at once; list: ${answer.body.list}`, /\/documents\/.+\.pdf/)
    const [one, other] = filers
    if (one) await this.hears('applicant', one, '项目保证单位')
    if (other) await this.hears('other applicant', other, '沪市监标技〔2021〕300号')
    const found = await Promise.all(filers.map((filer) => filer.project()))
    return [found[0]?.id ?? '', found[1]?.id ?? '']
  }

  private async extend(one: Filer, project: string): Promise<void> {
    await this.go('2023-03-17')
    await this.hears('applicant', one, '还有 90 天')
    await one.one.say('申请延期')
    await one.one.say('三个月')
    await one.one.say('受疫情影响，两个助餐点改造推迟。')
    await one.one.say('确认')
    this.see('applicant', last(one.one.replies), /最后一天仍是2023年6月15日/)
    const grant = { type: 'grant', until: '2023-09-15' } as const
    await this.act('authority', `/api/desk/projects/${project}`, grant)
    await this.hears('applicant', one, '2023年9月15日')
  }

  private async runOut(other: Filer, project: string): Promise<Buffer> {
    for (const [day, left] of [
      ['2023-05-16', '还有 30 天'],
      ['2023-06-08', '还有 7 天'],
    ] as const) {
      await this.go(day)
      await this.hears('other applicant', other, left)
    }
    await this.go('2023-06-16')
    await this.hears('other applicant', other, '已自动终止')
    return this.paper(project, 'termination')
  }

  private async accept(one: Filer, project: string): Promise<Buffer> {
    await this.go('2023-08-01')
    await one.one.say('申请验收')
    this.see('applicant', last(one.one.replies), /文号/)
    await this.fillIn(one)
    await one.one.say('提交')
    await one.one.say('确认')
    this.see('applicant', last(one.one.replies), /验收申请已提交/)
    await this.go('2023-09-01')
    const address = `/api/desk/projects/${project}`
    await this.act('authority', address, {
      type: 'evaluate',
      passed: true,
      opinion: '达到目标，通过。',
    })
    await this.act('authority', address, { type: 'certify' })
    await this.act('authority', address, { type: 'put-forward', reason: '示范作用明显。' })
    await this.hears('applicant', one, '向国家推荐')
    return this.paper(project, 'certificate')
  }

  /** Answers what the form asks until it is ready. */
  private async fillIn(one: Filer): Promise<void> {
    for (let step = 0; step < 60; step++) {
      const open = one.one.replies.at(-1)
      if (open?.key === 'checking.ready') return
      const key = open?.key ?? ''
      const isRow = key === 'filing.row-noted'
      const text = ACCEPTANCE.find(([field]) => field.test(key))?.[1] ?? '按计划完成，记录齐全。'
      await one.one.say(isRow ? '填完了' : text)
    }
    throw new Error(`never ready: ${last(one.one.replies)}`)
  }

  private async paper(project: string, kind: string): Promise<Buffer> {
    const client = await this.desk('authority')
    const { body } = await client.get(`/api/desk/projects/${project}`)
    const found = body.issued.find((one: { kind: string }) => one.kind === kind)
    if (!found) throw new Error(`no ${kind}: ${JSON.stringify(body.issued)}`)
    const { status, raw } = await client.get(found.href)
    if (status !== 200) throw new Error(`${kind} is not printed: ${status}`)
    const checked = await client.get(`/check/${found.checkCode}`)
    this.see(
      'authority',
      `${kind} ${found.number ?? ''} (${raw.length} bytes), check page ${checked.status}`,
      /200/,
    )
    return raw
  }

  /** Somebody who signs in afresh: the days in between are more than a session lasts. */
  private desk(who: Officer): Promise<DeskClient> {
    return DeskClient.of(this.at.house, this.seats?.[who].id ?? '')
  }

  /** An act on a case as the console sends it. */
  private async act(who: Officer, address: string, act: WireApplicationAct | WireProjectAct): Promise<void> {
    const client = await this.desk(who)
    const { body: view } = await client.get(address)
    const { version } = view.application ?? view.project
    const { status, body } = await client.send('POST', `${address}/acts`, { id: v7(), version, act })
    if (status !== 200) throw new Error(`${act.type} is refused: ${status} ${JSON.stringify(body)}`)
    const row = body.application ?? body.project
    this.see(who, `${act.type} ${row.number} → ${row.state}, with ${row.holder ?? 'nobody'}`, /→/)
    await this.settle()
  }

  /** Moves the clock on and lets happen what is due. */
  private async go(day: string): Promise<void> {
    this.now = day
    this.at.set(`${day} 10:00`)
    await this.at.tick()
    await this.settle()
  }

  private async settle(): Promise<void> {
    await this.at.house.inbox.sweep()
  }

  private async pressYes({ one }: Filer, prefix: string): Promise<void> {
    const choices = one.replies.flatMap((reply) => reply.choices ?? [])
    const found = choices.findLast(({ value }) => value.startsWith(prefix))
    if (!found) throw new Error(`no button ${prefix} in ${JSON.stringify(choices)}`)
    await one.press(found.value)
  }

  private async stage({ one }: Filer): Promise<string> {
    return last(await one.say('到哪一步了'))
  }

  /** The last thing that was said to this applicant. */
  private async hears(who: Line['who'], { one }: Filer, words: string): Promise<void> {
    await this.settle()
    const { entries } = await one.transcript()
    const text = entries.findLast(({ from }) => from === 'bot')?.text ?? ''
    if (!text.includes(words)) throw new Error(`${this.now}, ${who}: “${words}” is not in “${text}”`)
    this.tell({ on: this.now, who, what: text })
  }

  private see(who: Line['who'], what: string, like: RegExp): void {
    if (!like.test(what)) throw new Error(`${this.now}, ${who}: ${like} is not in “${what}”`)
    this.tell({ on: this.now, who, what })
  }
}

const last = (replies: readonly WireReply[]): string => replies.at(-1)?.text ?? ''
