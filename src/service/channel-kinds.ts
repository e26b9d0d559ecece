/** What kinds of channels there are, as far as a turn has to know. */

/** Their clients fetch what was said; everybody else is sent to. */
const PULLED = new Set(['web', 'form'])
/** Nobody hears from them when nobody looks. */
const SILENT = new Set([...PULLED, 'terminal'])

export const isPulled = (channel: string): boolean => PULLED.has(channel)

/** True where words reach a person who is doing something else. */
export const canNotify = (channel: string): boolean => !SILENT.has(channel)

/** Officers' mailboxes alone: nobody applies there. */
export const isForOfficers = (channel: string): boolean => channel === 'mail'
