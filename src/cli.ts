/** The command `shenbao`. */
import { Command, Option } from 'commander'
import { ask } from './cli/ask.ts'
import { channelsDoctor } from './cli/channels-doctor.ts'
import { chat } from './cli/chat.ts'
import { check } from './cli/check.ts'
import { doctorCommand } from './cli/commands/doctor.ts'
import { keepingCommands } from './cli/commands/keeping.ts'
import { previewCommand } from './cli/commands/preview.ts'
import { versionCommands } from './cli/commands/versions.ts'
import { graph } from './cli/graph.ts'
import { addOfficer, grantRight, linkOfficer, listOfficers, ROLES, withdrawOfficer } from './cli/officer.ts'
import { outbox } from './cli/outbox.ts'
import { paper } from './cli/paper.ts'
import { preScreen } from './cli/pre-screen.ts'
import { print } from './cli/print.ts'
import { replay } from './cli/replay.ts'
import { serve } from './cli/serve.ts'
import { teamsPackage } from './cli/teams-package.ts'
import { FORMATS, unanswered } from './cli/unanswered.ts'
import { verify } from './cli/verify.ts'
import { verifyTheLog } from './cli/verify-log.ts'
import { cliPhrases, failureLines } from './cli/words.ts'
import type { Phrases } from './language/phrases.ts'
import { PAPER_KINDS } from './programme/papers.ts'

const words = await cliPhrases()
const say = (key: string): string => words.say(`cli.${key}`)

const program = new Command('shenbao').description(say('about')).showHelpAfterError()

program
  .command('serve')
  .description(say('serve'))
  .option('--now <instant>', say('option.now'))
  .option('--port <number>', say('option.port'))
  .option('--data <directory>', say('option.data'))
  .action(serve)
program
  .command('chat')
  .description(say('chat'))
  .option('--programme <id>', say('option.programme'))
  .option('--locale <language>', say('option.locale'))
  .option('--code <code>', say('option.code'))
  .option('--now <instant>', say('option.now'))
  .option('--data <directory>', say('option.data'))
  .action(chat)
program
  .command('ask')
  .description(say('ask'))
  .argument('<question...>')
  .option('--programme <id>', say('option.programme'))
  .option('--locale <language>', say('option.locale'))
  .option('--now <instant>', say('option.now'))
  .option('--json', say('option.json'))
  .action(ask)
program
  .command('check')
  .description(say('check'))
  .argument('[folders...]', say('option.folders'))
  .option('--language <language>', say('option.language'))
  .action(check)
program
  .command('print')
  .description(say('print'))
  .argument('<folder-or-transcript>', say('option.folder-or-transcript'))
  .option('--output <file>', say('option.output'))
  .option('--language <language>', say('option.locale'))
  .addOption(new Option('--paper <kind>', say('option.paper')).choices(PAPER_KINDS))
  .action(print)
program
  .command('paper')
  .description(say('paper'))
  .argument('<code>', say('option.check-code'))
  .option('--output <file>', say('option.output'))
  .option('--data <directory>', say('option.data'))
  .action(paper)
program
  .command('graph')
  .description(say('graph'))
  .argument('<folder>', say('option.folder'))
  .option('--output <file>', say('option.picture'))
  .option('--language <language>', say('option.locale'))
  .action(graph)
program
  .command('pre-screen')
  .description(say('pre-screen'))
  .argument('<spreadsheet>', say('option.spreadsheet'))
  .option('--programme <id>', say('option.programme'))
  .option('--output <file>', say('option.workbook'))
  .option('--json', say('option.json'))
  .option('--now <instant>', say('option.now'))
  .option('--language <language>', say('option.language'))
  .action(preScreen)
program
  .command('verify')
  .description(say('verify'))
  .argument('<pdf-or-code>', say('option.pdf-or-code'))
  .option('--data <directory>', say('option.data'))
  .option('--language <language>', say('option.language'))
  .action(verify)
program
  .command('verify-log')
  .description(say('verify-log'))
  .option('--from <position>', say('option.from'))
  .option('--export <file>', say('option.export'))
  .option('--head <hash>', say('option.head'))
  .option('--data <directory>', say('option.data'))
  .option('--language <language>', say('option.language'))
  .action(verifyTheLog)
program
  .command('unanswered')
  .description(say('unanswered'))
  .option('--programme <id>', say('option.programme'))
  .option('--since <date>', say('option.since'))
  .addOption(new Option('--format <format>', say('option.format')).choices(FORMATS).default('table'))
  .option('--data <directory>', say('option.data'))
  .option('--language <language>', say('option.language'))
  .action(unanswered)
program
  .command('outbox')
  .description(say('outbox'))
  .option('--resend <number>', say('option.resend'))
  .option('--dismiss <number>', say('option.dismiss'))
  .option('--data <directory>', say('option.data'))
  .option('--language <language>', say('option.language'))
  .action(outbox)
program
  .command('channels')
  .description(say('channels'))
  .command('doctor')
  .description(say('doctor'))
  .option('--language <language>', say('option.language'))
  .action(channelsDoctor)
program
  .command('teams')
  .description(words.say('channels.teams.package.commands'))
  .command('package')
  .description(words.say('channels.teams.package.command'))
  .option('--output <file>', say('option.output'))
  .option('--developer <name>', words.say('channels.teams.package.option.developer'))
  .option('--privacy <url>', words.say('channels.teams.package.option.privacy'))
  .option('--terms <url>', words.say('channels.teams.package.option.terms'))
  .action(teamsPackage)
const officer = program.command('officer').description(say('officer.commands'))
const forOfficer = (name: string): Command =>
  officer
    .command(name)
    .description(say(`officer.command.${name}`))
    .option('--data <directory>', say('option.data'))
    .option('--language <language>', say('option.language'))
const withRight = (command: Command): Command =>
  command
    .addOption(new Option('--role <role>', say('officer.option.role')).choices(ROLES).makeOptionMandatory())
    .option('--programme <id>', say('officer.option.programme'))
    .option('--line <contact>', say('officer.option.line'))
    .option('--body <body>', say('officer.option.body'))
    .option('--area <area>', say('officer.option.area'))
const ofEmail = (command: Command): Command =>
  command.requiredOption('--email <address>', say('officer.option.email'))
withRight(ofEmail(forOfficer('add')))
  .requiredOption('--name <name>', say('officer.option.name'))
  .option('--locale <language>', say('officer.option.locale'), 'zh-CN')
  .action(addOfficer)
forOfficer('list').action(listOfficers)
withRight(ofEmail(forOfficer('grant'))).action(grantRight)
ofEmail(forOfficer('withdraw')).action(withdrawOfficer)
ofEmail(forOfficer('link')).action(linkOfficer)
doctorCommand(program, words)
versionCommands(program, words)
previewCommand(program, words)
keepingCommands(program, words)
program
  .command('replay')
  .description(say('replay'))
  .argument('<transcripts...>')
  .option('--language <language>', say('option.language'))
  .action((files: string[], options: { language?: string }) => replay(files, options))

try {
  await program.parseAsync()
} catch (error) {
  console.error(failureLines(await phrasesAskedFor(), error))
  process.exitCode = 1
}

/** In the language that the command was told to use, else in that of the terminal. */
async function phrasesAskedFor(): Promise<Phrases> {
  const at = process.argv.indexOf('--language')
  return at < 0 ? words : cliPhrases(process.argv[at + 1]).catch(() => words)
}
