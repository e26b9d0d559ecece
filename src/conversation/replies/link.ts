/** What is said about linking channels and about notices. */
import type { LinkEvent, Reply } from '../types.ts'
import type { World } from '../world.ts'

const nameOf = ({ phrases }: World, channel: string): string => phrases.say(`channels.names.${channel}`)

/** A phrase that names a channel, with the button that undoes a link nobody wanted. */
export function withChannel(world: World, key: string, channel: string): Reply {
  const { phrases } = world
  const text = phrases.say(key, { channel: nameOf(world, channel) })
  return { key, text, choices: [{ value: 'unlink:others', label: phrases.say('link.not-me') }] }
}

export function sayLinkCode(
  { phrases }: World,
  { code, minutes }: Extract<LinkEvent, { type: 'link-code' }>,
): Reply {
  return { key: 'link.code', text: phrases.say('link.code', { code, minutes }) }
}

/** What a yes would do, told before it is given. */
export function sayLinkOffer(
  world: World,
  { channel, project, own }: Extract<LinkEvent, { type: 'link-offer' }>,
  revision: number,
): Reply {
  const { phrases } = world
  const params = {
    channel: nameOf(world, channel),
    project,
    has: project === '' ? 'no' : 'yes',
    own: own ? 'yes' : 'no',
  }
  return {
    key: 'link.offer',
    text: phrases.say('link.offer', params),
    choices: [
      { value: `yes:link:${revision}`, label: phrases.say('link.yes') },
      { value: `no:link:${revision}`, label: phrases.say('confirm.no') },
    ],
  }
}

export function sayLinked(world: World, { channel, left }: Extract<LinkEvent, { type: 'linked' }>): Reply {
  const params = { channel: nameOf(world, channel), left: left ?? '', has: left ? 'yes' : 'no' }
  return { key: 'link.linked', text: world.phrases.say('link.linked', params) }
}

export function sayUnlinkChoice({ phrases }: World): Reply {
  return {
    key: 'link.who',
    text: phrases.say('link.who'),
    choices: [
      { value: 'unlink:here', label: phrases.say('link.here') },
      { value: 'unlink:others', label: phrases.say('link.others') },
    ],
  }
}

export function sayNoticesOn({ phrases }: World): Reply {
  return {
    key: 'notices.on',
    text: phrases.say('notices.on'),
    choices: [{ value: 'notices:off', label: phrases.say('notices.stop') }],
  }
}
