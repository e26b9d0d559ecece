/** Where mail programs say that what follows is the mail that is answered. */

/** One line says it all. */
const WHOLE = [
  /^在\s*.{4,200}写道\s*[：:]$/,
  /^.{0,200}<[^<>]*@[^<>]*>\s*(?:于|在)\s*\d{4}.{2,80}写道\s*[：:]$/,
  /^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日.{0,200}写道\s*[：:]$/,
  /^(?:At|On)\s.{6,200}\bwrote:$/,
  /^Am\s.{6,200}\bschrieb\b.{0,200}:$/,
  /^[-—_\s]{2,}\s*(?:原始邮件|原始郵件|回复的原邮件|转发邮件信息|邮件原件|Original Message|Ursprüngliche Nachricht)\s*[-—_\s]*$/i,
]
/** The first line of a block, and what must stand in the lines below it. */
const SENDER = /^\s*\**(?:发件人|寄件者|寄件人|From|Von)\**\s*[：:]/
const BESIDE =
  /^\s*\**(?:发送时间|发送日期|日期|时间|收件人|主题|Sent|Date|To|Subject|Gesendet|Datum|An|Betreff)\**\s*[：:]/
const RULE = /^\s*(?:_{10,}|-{10,})\s*$/
/** What programs add below the words. */
const ADDED =
  /^\s*(?:\|[\s|]*$|发自我的|发送自我的|从我的.{1,20}发送$|来自我的.{1,20}$|获取\s*Outlook\s|Sent from my |Von meinem .{1,40} gesendet|Gesendet mit der )/

const MOST_LINE = 600

/** The number of lines at `at` that introduce an answered mail; 0 when they do not. */
export function headerAt(lines: readonly string[], at: number): number {
  const line = lineAt(lines, at)
  if (line === '') return 0
  if (WHOLE.some((pattern) => pattern.test(line))) return 1
  // programs break long lines, in front of the address or behind it
  const two = `${line} ${lineAt(lines, at + 1)}`
  if (/^(?:在|At|On|Am|\d{4}\s*年|.{0,60}<)/.test(line) && WHOLE.some((pattern) => pattern.test(two)))
    return 2
  const below = [1, 2, 3].filter((further) => BESIDE.test(lineAt(lines, at + further)))
  if (SENDER.test(line) && below.length > 0) return 1 + (below.at(-1) ?? 0)
  return RULE.test(line) && headerAt(lines, afterBlank(lines, at + 1)) > 0 ? 1 : 0
}

/** The next line that is not empty, if it is near. */
const afterBlank = (lines: readonly string[], at: number): number =>
  [at, at + 1, at + 2].find((one) => lineAt(lines, one) !== '') ?? at

/** True for a line such as “sent from my telephone”. */
export const isAdded = (line: string): boolean => ADDED.test(line.slice(0, MOST_LINE))

const lineAt = (lines: readonly string[], at: number): string => (lines[at] ?? '').slice(0, MOST_LINE).trim()
