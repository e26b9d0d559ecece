/** The commands Teams offers in the message box → the buttons they stand for. Words: `channels.teams.commands.<name>`. */
export const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['apply', 'begin:filing'],
  ['check', 'begin:eligibility'],
  ['areas', 'show:areas'],
  ['status', 'show:status'],
  ['code', 'show:code'],
  ['link', 'do:link'],
  ['stop', 'notices:off'],
  ['person', 'do:hand-off'],
  ['help', 'do:help'],
])

/** “continue K7QF-2M9D”: goes on with that draft here. */
const RESUME = /^(?:\/?start|code|continue|resume|续填码?|继续)[\s:：]*([0-9a-z]{4}-?[0-9a-z]{4})$/i

export const resumeCode = (text: string): string | undefined => RESUME.exec(text)?.[1]
