/** What people really answer and say, to be changed a little. */
import { application } from '../rigs/application.ts'

/** Answers to fields of every type. */
export const ANSWERS: readonly string[] = [
  ...Object.values(application).flatMap((one) =>
    typeof one === 'string'
      ? [one]
      : one.flatMap((item) => (typeof item === 'string' ? [item] : Object.values(item))),
  ),
  '我的手机是 138 0000 0000',
  '+86 21-54320001 转 812',
  '400-820-8820',
  '二〇二一年四月十二日',
  '12 April 2021',
  'Apr. 5th, 2021',
  '三十万元',
  '1,234.50 万元',
  '3 million',
  '百分之八十',
  '１２３４５',
  '我的邮箱是 a.b+c@mail.example.cn',
  '统一社会信用代码 91310000132200880L',
  '1、3',
  '卫健委',
  '是的',
  'no thanks',
  '2021-06-01；2021-12-31；建立标准体系；标准体系表',
]

/** What is said in a talk. */
export const SAYINGS: readonly string[] = [
  ...ANSWERS,
  '你好',
  '开始申报',
  '申报截止到什么时候？',
  '联合单位可以吗，盖章要几份',
  'How many copies do I have to hand in, and where?',
  'what is the deadline and who can apply?',
  '上一个错了，应该是张三',
  '把单位名称改成上海示范有限公司',
  'change the contact mobile to 13900000000',
  '联系人张三，手机13800001111，a@b.cn',
  '单位名称：上海示范养老服务有限公司\n统一社会信用代码：91310101MA1FPX1234\n邮编：200001',
  '跳过',
  '返回',
  '撤销',
  '帮助',
  '菜单',
  '提交',
  '重新开始',
  '转人工',
  '我要问老师一个问题',
  '删除我的全部资料',
  '用英文',
  '繁體中文',
  '申请延期到2023年12月31日',
  '我们做芯片的应该选哪个领域',
  'K7QF-2M9D',
  '确认',
  'yes',
]
