/** An application (of the specimen, where nothing else is given), answered card by card as people see them: by the labels of inputs and buttons. */
import type { Card } from './rules.ts'
import { filledIn, inputsOf, labelsOf, wordsOn } from './teams-house.ts'

/** A message that may carry a card. */
export interface Shown {
  card: Card | undefined
  words: string
}
/** Presses a button of a card; what is said besides its answer. */
export type Press = (
  card: Card | undefined,
  label: string,
  values: Record<string, string>,
) => Promise<{ card: Card; said: Shown[] }>

/** For each card: what is typed or chosen on it, by the labels of its inputs. */
export type Answers = readonly Record<string, string>[]

const SPECIMEN: Answers = [
  { 项目名称: '渡口路屋顶花园' },
  { 方向: '新建' },
  { 参与方式: '一起种、做志愿者' },
  { 单位名称: '云渡市渡口路社区服务中心' },
  { 统一社会信用代码: '51990100MJ7700001J' },
  { 成立日期: '2020-06-18' },
  { 所在街道: '北岸街道' },
  { 邮政编码: '999001' },
  { 推荐单位: '北岸街道' },
  { 联系人: '陈一禾' },
  { 联系人手机: '13800138000' },
  { 电子邮箱: 'garden@example.com' },
  { '花园面积（平方米）': '260' },
  { 浇水安排: '收集雨水。\n滴灌。' },
  { 名称: '绣球', 种类: '花', '数量（株）': '40', '金额（元）': '800', 种植日期: '2031-06-10' },
  { 专职园艺人员数: '1' },
  { 兼职园艺人员数: '2' },
  { 是否请外部专家: '是' },
  { 开始日期: '2031-06-10' },
  { 完成日期: '2032-06-01' },
  { 总经费: '30' },
  { 申请补助: '18' },
  { 自筹比例: '40' },
  { 用途: '土壤和容器', '金额（万元）': '30' },
  { 个人信息告知: '是' },
]

export const lastCard = (said: Shown[]): Card | undefined => said.findLast(({ card }) => card)?.card

/** Answers card after card until none asks any more; what was said last. */
export async function fileByCards<S extends Shown>(
  press: (...given: Parameters<Press>) => Promise<{ card: Card; said: S[] }>,
  said: S[],
  answers: Answers = SPECIMEN,
): Promise<S[]> {
  const asked: string[] = []
  for (let latest = said; ; ) {
    const card = lastCard(latest)
    const [first] = inputsOf(card)
    const buttons = labelsOf(card)
    const skip = buttons.find((label) => label.includes('跳过'))
    if (!first && !skip) return latest
    asked.push(first?.label ?? '')
    if (asked.length > 120) throw new Error(`no end: ${asked.join(', ')}`)
    const labels = inputsOf(card).map(({ label }) => label)
    // an answer of one label may not be taken for a column of a list that is called the same
    const fits = (one: Record<string, string>) =>
      first?.label in one &&
      Object.keys(one).every((key) => labels.includes(key)) &&
      (labels.length === 1 || Object.keys(one).length > 1)
    const given = answers.find(fits)
    const isSecondRow = asked.at(-2) === first?.label && buttons.includes('填完了')
    const label = isSecondRow ? '填完了' : given ? (buttons[0] ?? '') : (skip ?? '')
    const after = await press(card, label, given && !isSecondRow ? filledIn(card, given) : {})
    if (after.said.length === 0) throw new Error(`Refused: ${wordsOn(after.card)}`)
    latest = after.said
  }
}
