/** A real mailbox server for tests: Dovecot on a loopback port, with its own configuration in a directory of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

export const PASSWORD = 'a-secret-of-the-mailbox'

const SERVERS = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot']
const DELIVERERS = ['/usr/lib/dovecot/dovecot-lda', '/usr/libexec/dovecot/dovecot-lda']
const [SERVER, DELIVERER] = [SERVERS, DELIVERERS].map((files) => files.find((file) => fs.existsSync(file)))

/** False after saying why. With SHENBAO_NO_SKIP=1 its absence is a failure. */
export function hasDovecot(): boolean {
  if (SERVER && DELIVERER) return true
  const notice = 'No Dovecot for tests: install the dovecot-imapd package.'
  if (process.env.SHENBAO_NO_SKIP === '1') throw new Error(notice)
  console.warn(`SKIPPED: ${notice}`)
  return false
}

export class Dovecot {
  readonly port: number
  private readonly dir: string
  private server: ChildProcess | null = null

  private constructor(dir: string, port: number) {
    this.dir = dir
    this.port = port
  }

  static async start(): Promise<Dovecot> {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-dovecot-'))
    const port = await freePort()
    const { uid, gid, user, group } = ordinaryUser()
    fs.chownSync(dir, uid, gid)
    fs.writeFileSync(path.join(dir, 'dovecot.conf'), configuration({ dir, port, uid, gid, user, group }))
    const dovecot = new Dovecot(dir, port)
    await dovecot.up()
    return dovecot
  }

  /** The mailbox of whoever stands before the @ and any plus. */
  url(user: string): string {
    return `imap://${user}:${PASSWORD}@127.0.0.1:${this.port}`
  }

  async up(): Promise<void> {
    const [file, args] = asOrdinaryUser(SERVER ?? '', ['-F', '-c', this.config])
    // a group of its own: what serves a connection outlives the server that began it
    const server = spawn(file, args, { stdio: 'ignore', cwd: this.dir, detached: true })
    const end = () => endGroup(server)
    process.once('exit', end)
    server.once('exit', () => process.off('exit', end))
    this.server = server
    await answers(this.port)
  }

  /** Every connection ends, and newcomers are refused. */
  async down(): Promise<void> {
    const { server } = this
    if (!server) return
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await gone
    endGroup(server)
    this.server = null
  }

  /** Puts a mail into a mailbox, as the server for incoming mail does it. */
  deliver(user: string, mail: Buffer): Promise<void> {
    const [file, args] = asOrdinaryUser(DELIVERER ?? '', ['-c', this.config, '-d', user])
    const deliverer = spawn(file, args, { stdio: ['pipe', 'ignore', 'ignore'], cwd: this.dir })
    return new Promise((resolve, reject) => {
      deliverer.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`dovecot-lda: ${code}`))))
      deliverer.stdin.on('error', reject).end(mail)
    })
  }

  async close(): Promise<void> {
    await this.down()
    fs.rmSync(this.dir, { recursive: true, force: true })
  }

  private get config(): string {
    return path.join(this.dir, 'dovecot.conf')
  }
}

interface Account {
  uid: number
  gid: number
  user: string
  group: string
}

function configuration({ dir, port, uid, gid, user, group }: Account & { dir: string; port: number }) {
  return `
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = ${uid}
first_valid_gid = ${gid}
mail_location = maildir:~/Maildir
recipient_delimiter = +
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${dir}/mail/%n allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`
}

/** It cannot run as root throughout, and needs to be nobody special. */
function ordinaryUser(): Account {
  const { uid, gid, username } = os.userInfo()
  if (uid !== 0) return { uid, gid, user: username, group: nameOf('/etc/group', gid) }
  const nobody = rowsOf('/etc/passwd').find(([name]) => name === 'nobody') ?? []
  const group = Number(nobody[3])
  return { uid: Number(nobody[2]), gid: group, user: 'nobody', group: nameOf('/etc/group', group) }
}

const rowsOf = (file: string): string[][] =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(':'))

const nameOf = (file: string, id: number): string =>
  rowsOf(file).find((row) => row[2] === String(id))?.[0] ?? String(id)

function asOrdinaryUser(file: string, args: string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [file, args]
  const { uid, gid } = ordinaryUser()
  // setpriv becomes the program, so that signals reach it
  return ['setpriv', [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--', file, ...args]]
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // nobody is left
  }
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const greeted = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1')
      socket.once('data', () => resolve(true)).once('error', () => resolve(false))
      socket.once('data', () => socket.destroy())
    })
    if (greeted) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('Dovecot did not start.')
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as net.AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
