/** Commands about versions of a programme: what differs between two, which there are, and one written out. */
import { type Command, Option } from 'commander'
import type { Phrases } from '../../language/phrases.ts'
import { diff } from '../diff.ts'
import { listVersions, showVersion } from '../versions.ts'

export function versionCommands(program: Command, words: Phrases): void {
  const say = (key: string): string => words.say(`diff.${key}`)
  const common = (command: Command): Command =>
    command
      .option('--data <directory>', words.say('cli.option.data'))
      .option('--language <language>', words.say('cli.option.language'))
  common(program.command('diff'))
    .description(say('command.diff'))
    .argument('<old>', say('command.side'))
    .argument('<new>', say('command.side'))
    .addOption(new Option('--json', say('command.json')).conflicts('markdown'))
    .option('--markdown', say('command.markdown'))
    .action(diff)
  const versions = program.command('versions').description(say('command.versions'))
  common(versions.command('list', { isDefault: true }))
    .description(say('command.versions'))
    .argument('[programme]', words.say('cli.option.programme'))
    .action(listVersions)
  common(versions.command('show'))
    .description(say('command.show'))
    .argument('<version>', say('command.version'))
    .requiredOption('--output <directory>', say('command.output'))
    .action(showVersion)
}
