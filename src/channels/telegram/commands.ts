/** The command menu: name → the button it stands for. Its words are `channels.commands.<name>`. */
export const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['menu', 'do:menu'],
  ['check', 'begin:eligibility'],
  ['areas', 'show:areas'],
  ['apply', 'begin:filing'],
  ['status', 'show:status'],
  ['code', 'show:code'],
  ['link', 'do:link'],
  ['stop', 'notices:off'],
  ['person', 'do:hand-off'],
  ['help', 'do:help'],
])
