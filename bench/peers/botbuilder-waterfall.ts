/** The dialogue as a waterfall with prompts of Bot Framework, its state in MemoryStorage, through an adapter in this process. */
import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  ConversationState,
  MemoryStorage,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder'
import {
  ChoicePrompt,
  DialogSet,
  DialogTurnStatus,
  NumberPrompt,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs'
import { DONE, isValid, QUESTIONS, type Question } from './dialogue.ts'
import type { Open } from './drive.ts'

/** Keeps what the bot says. */
class HereAdapter extends BotAdapter {
  readonly heard = new Map<string, string[]>()

  async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const id = context.activity.conversation.id
    for (const { text } of activities) this.heard.get(id)?.push(text ?? '')
    return activities.map(() => ({ id: '1' }))
  }
  async updateActivity(): Promise<undefined> {}
  async deleteActivity(): Promise<void> {}
  async continueConversation(): Promise<void> {}

  async hear(id: string, text: string, bot: (context: TurnContext) => Promise<void>): Promise<string> {
    this.heard.set(id, [])
    const activity = {
      type: ActivityTypes.Message,
      channelId: 'bench',
      serviceUrl: 'https://bench.invalid',
      id: `${id}-${text}`,
      conversation: { id, name: '', isGroup: false, conversationType: 'personal' },
      from: { id, name: 'Somebody' },
      recipient: { id: 'bot', name: 'Bot' },
      text,
      locale: 'en-us',
    }
    await this.runMiddleware(new TurnContext(this, activity), bot)
    return this.heard.get(id)?.join('\n') ?? ''
  }
}

export function openBotbuilder(): Open {
  const state = new ConversationState(new MemoryStorage())
  const dialogs = new DialogSet(state.createProperty('dialogs'))
  for (const question of QUESTIONS) dialogs.add(promptOf(question))
  dialogs.add(new WaterfallDialog('twenty', [...QUESTIONS.map(stepOf), end]))
  const adapter = new HereAdapter()
  const bot = async (context: TurnContext) => {
    const dialog = await dialogs.createContext(context)
    const { status } = await dialog.continueDialog()
    if (status === DialogTurnStatus.empty) await dialog.beginDialog('twenty')
    await state.saveChanges(context)
  }
  return async (person) => {
    const say = (text: string) => adapter.hear(`person-${person}`, text, bot)
    await say('hello')
    return say
  }
}

function promptOf(question: Question) {
  if (question.kind === 'choice') return new ChoicePrompt(question.id)
  if (question.kind === 'integer')
    return new NumberPrompt(question.id, async ({ recognized }) => recognized.succeeded)
  return new TextPrompt(question.id, async ({ recognized }) => isValid(question, recognized.value ?? ''))
}

const stepOf = (question: Question, at: number) => (step: WaterfallStepContext) => {
  keep(step, QUESTIONS[at - 1])
  const { id, ask: prompt, options } = question
  return step.prompt(id, {
    prompt,
    retryPrompt: `That will not do. ${prompt}`,
    ...(options ? { choices: options } : {}),
  })
}

async function end(step: WaterfallStepContext) {
  keep(step, QUESTIONS.at(-1))
  await step.context.sendActivity(DONE)
  return step.endDialog()
}

function keep(step: WaterfallStepContext, question: Question | undefined): void {
  if (question) Object.assign(step.values, { [question.id]: step.result })
}
