import { useDesk } from '../data/desk.tsx'
import { Link, usePlace } from '../data/router.tsx'
import type { Me } from '../data/wire.ts'
import { languages, useLanguage } from '../data/words.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'

interface Room {
  name: IconName
  path: string
}

const some = (me: Me, right: keyof Me['programmes'][number]['may']) =>
  me.programmes.some(({ may }) => may[right])

const ENQUIRY_ROLES: readonly string[] = ['contact', 'lead', 'viewer']
/** True for whoever has to do with enquiries at all. */
export const answersEnquiries = (me: Me): boolean =>
  me.grants.some(({ role }) => ENQUIRY_ROLES.includes(role))

/** The screens that this officer has any use for. */
export function roomsOf(me: Me): Room[] {
  const reads = answersEnquiries(me)
  const rooms: [boolean, Room][] = [
    [reads, { name: 'inbox', path: '' }],
    [some(me, 'cases'), { name: 'applications', path: '/applications' }],
    [some(me, 'cases') || some(me, 'oversee'), { name: 'projects', path: '/projects' }],
    [some(me, 'oversee'), { name: 'board', path: '/board' }],
    [some(me, 'preScreen'), { name: 'pre-screen', path: '/pre-screen' }],
    [reads, { name: 'clarification', path: '/clarifications' }],
    [some(me, 'canned'), { name: 'canned', path: '/canned' }],
    [true, { name: 'leave', path: '/leave' }],
    [some(me, 'unanswered'), { name: 'unanswered', path: '/unanswered' }],
    [some(me, 'report'), { name: 'figures', path: '/figures' }],
    [me.may.officers, { name: 'officers', path: '/officers' }],
    [true, { name: 'account', path: '/account' }],
  ]
  return rooms.filter(([offered]) => offered).map(([, room]) => room)
}

interface NavigationProps {
  onLanguage: (code: string) => void
  onHelp: () => void
  onSignOut: () => void
}

/** The screens, and who is signed in. */
export function Navigation({ onLanguage, onHelp, onSignOut }: NavigationProps) {
  const { say, code } = useLanguage()
  const { me } = useDesk()
  const { parts } = usePlace()
  const here = parts[0] === 'enquiries' ? '' : (parts[0] ?? '')
  return (
    <div className="navigation">
      <p className="brand">
        <span className="seal" aria-hidden="true" lang="zh-CN">
          {say('brand.mark')}
        </span>
        {say('brand.name')}
      </p>
      <nav aria-label={say('navigation')}>
        <ul>
          {roomsOf(me).map(({ name, path }) => (
            <li key={name}>
              <Link to={path} aria-current={path.slice(1) === here ? 'page' : undefined}>
                <Icon name={name} />
                {say(`room.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="who">
        <p>
          <b>{me.name}</b>
          <small>{me.email}</small>
        </p>
        <p className="who-tools">
          {languages
            .filter((one) => one.code !== code)
            .map((one) => (
              <button key={one.code} type="button" lang={one.code} onClick={() => onLanguage(one.code)}>
                {one.name}
              </button>
            ))}
          <button type="button" onClick={onHelp}>
            {say('shortcuts.title')}
          </button>
          <button type="button" onClick={onSignOut}>
            {say('sign-out')}
          </button>
        </p>
      </div>
    </div>
  )
}
