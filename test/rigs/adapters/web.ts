/** The web contract over the server's own routes. */
import { Applicant, inside } from '../applicant.ts'
import { type House, openHouse } from '../house.ts'
import { type Adapter, ANY_PDF } from './adapter.ts'

/** On a house that is open already, which is then not closed with it, or on one of its own. */
export async function webAdapter(shared?: House): Promise<Adapter> {
  const house = shared ?? (await openHouse())
  return {
    name: 'web',
    house,
    close: async () => (shared ? undefined : house.close()),
    async open(opening) {
      const one = await Applicant.start(inside(house), opening)
      return {
        conversation: one.id,
        async act(step, { openField }) {
          if (step.you !== undefined) await one.say(step.you)
          else if (step.press !== undefined) await one.press(step.press)
          else if (step.fill) await one.send({ form: { step: openField ?? '', values: step.fill } })
          else if (step.send) await one.send({ file: await uploaded(one, step.send) })
          else return ''
          return shown(one)
        },
        async hand(name, content) {
          await one.send({ file: [(await one.upload(name, content)).body.id] })
          return shown(one)
        },
        async hear(happens) {
          const before = (await one.transcript()).entries.length
          await happens()
          await house.inbox.sweep()
          const since = (await one.transcript()).entries.slice(before)
          return since
            .map(({ text, reply }) => [text, ...(reply?.choices ?? []).map(({ label }) => label)].join('\n'))
            .join('\n')
        },
        async document() {
          const href = one.replies.findLast(({ document }) => document)?.document?.href
          return href ? (await house.app.inject({ url: href })).rawPayload : null
        },
      }
    },
  }
}

const shown = ({ replies }: Applicant): string =>
  replies
    .map(({ text, choices = [], document }) =>
      [text, ...choices.map(({ label }) => label), document?.title ?? ''].join('\n'),
    )
    .join('\n')

async function uploaded(one: Applicant, names: string[]): Promise<string[]> {
  const ids = []
  for (const name of names) ids.push((await one.upload(name, ANY_PDF)).body.id)
  return ids
}
