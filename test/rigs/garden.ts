/** A whole application of the specimen, which has a field of every kind: short, for walks that look at each screen. */

type Given = string | string[] | Record<string, string>[]

/** The specimen's window is open on this day. */
export const GARDEN_NOW = '2031-04-01T10:00:00+08:00'

/** What goes into each field; a field that is not here is skipped. */
export const garden: Record<string, Given> = {
  project_name: '渡口路屋顶花园',
  topics: ['new-garden'],
  ways: ['planting', 'volunteers'],
  org_name: '云渡市渡口路社区服务中心',
  uscc: '51990100MJ7700001J',
  org_type: 'social-organisation',
  founded: '2020-06-18',
  street: 'north-bank',
  postcode: '999001',
  recommender: 'street-north',
  contact_name: '陈一禾',
  contact_mobile: '13800138000',
  contact_email: 'garden@example.com',
  garden_size: '800',
  water_supply: '收集雨水，滴灌。',
  plants: [
    { name: '绣球', kind: 'flower', count: '40', price: '800' },
    { name: '番茄', kind: 'vegetable', count: '60', price: '240.5' },
  ],
  staff_full: '1',
  staff_part: '2',
  outside_help: 'yes',
  begins: '2031-06-10',
  ends: '2032-06-01',
  total: '30',
  grant: '18',
  own_share: '40',
  budget: [{ item: '土壤和容器', amount: '30' }],
  consent: 'yes',
}
