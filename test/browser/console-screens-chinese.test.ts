import { everyScreenIn } from './every-console-screen.ts'

everyScreenIn('zh-CN')
