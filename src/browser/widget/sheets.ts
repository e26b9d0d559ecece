import tokens from '../shared/tokens.css?inline'
import base from './styles/base.css?inline'
import card from './styles/card.css?inline'
import frame from './styles/frame.css?inline'
import message from './styles/message.css?inline'

let made: CSSStyleSheet[] | null = null

/** The widget's style sheets, constructed: a page's style policy need make no exception for them. */
export function sheets(): CSSStyleSheet[] {
  made ??= [tokens, base, frame, message, card].map((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    return sheet
  })
  return made
}
