import type { PageFacts } from './facts.ts'

type Say = (key: string) => string

interface TopProps {
  say: Say
  locale: string
  large: boolean
  facts: PageFacts | null
  languages: { code: string; name: string }[]
  onLocale: (code: string) => void
  onLarge: (large: boolean) => void
}

/** The banner of a demonstration, the name of the service, language and type size. */
export function Top({ say, locale, large, facts, languages, onLocale, onLarge }: TopProps) {
  return (
    <>
      <a class="skip" href="#conversation">
        {say('skip')}
      </a>
      {facts?.banner && <p class="banner">{facts.banner}</p>}
      <header class="top">
        <p class="brand">
          <span class="seal" aria-hidden="true" lang="zh-CN">
            {say('mark')}
          </span>
          <span class="name">
            <b>{say('service')}</b>
            <small>{say('tagline')}</small>
          </span>
        </p>
        <fieldset class="settings">
          <legend class="hidden">{say('languages')}</legend>
          {languages.map(({ code, name }) => (
            <button type="button" lang={code} aria-pressed={code === locale} onClick={() => onLocale(code)}>
              {name}
            </button>
          ))}
        </fieldset>
        <button type="button" class="size" aria-pressed={large} onClick={() => onLarge(!large)}>
          {say('large-type')}
        </button>
      </header>
    </>
  )
}

/** The call: its title, who issued it, and the facts that the server names. */
export function Call({ say, facts, failed }: { say: Say; facts: PageFacts | null; failed: boolean }) {
  if (!facts)
    return (
      <div class="call">
        <h1>{say('service')}</h1>
        <p class="source">{say(failed ? 'failed' : 'loading')}</p>
      </div>
    )
  const { title, issuer, document } = facts.programme
  return (
    <div class="call">
      <div class="heading">
        <h1>{title}</h1>
        <p class="source">
          <span>{issuer}</span>
          <span>{document}</span>
          {facts.clarifications && <a href={facts.clarifications.href}>{facts.clarifications.label}</a>}
        </p>
      </div>
      <dl class="facts" aria-label={say('facts')}>
        {facts.facts.map(({ label, value }) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const SHORTCUTS = ['may', 'area', 'file', 'ask', 'person']

/** What can be done here, as sentences that speak for the person. */
export function Side({ areas, say, onSay }: { areas: boolean; say: Say; onSay: (text: string) => void }) {
  return (
    <aside class="side" aria-labelledby="shortcuts">
      <h2 id="shortcuts">{say('shortcuts')}</h2>
      <ul>
        {SHORTCUTS.filter((one) => areas || one !== 'area').map((one) => (
          <li>
            <button type="button" onClick={() => onSay(say(`shortcut-${one}-say`))}>
              <b>{say(`shortcut-${one}`)}</b>
              <span>{say(`shortcut-${one}-hint`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <h2>{say('how')}</h2>
      <p>{say('how-text')}</p>
    </aside>
  )
}
