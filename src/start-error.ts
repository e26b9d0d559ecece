/** Why the program cannot start. The words are `start.<code>` of locales/. */
export class StartError extends Error {
  readonly code:
    | 'settings'
    | 'setting-missing'
    | 'set-clock'
    | 'no-programme'
    | 'no-file'
    | 'no-such-paper'
    | 'no-data'
    | 'no-version'
    | 'unknown-programme'
    | 'bad-date'
    | 'bad-instant'
    | 'nobody-recommends'
    | 'bad-position'
    | 'bad-hash'
    | 'file-exists'
    | 'back-up-unreadable'
    | 'secret-missing'
    | 'secret-damaged'
    | 'directory-unusable'
  readonly params: Readonly<Record<string, string>>

  constructor(code: StartError['code'], params: Record<string, string> = {}) {
    super([code, ...Object.values(params)].join(': '))
    this.code = code
    this.params = params
  }
}
