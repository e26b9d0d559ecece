/** Network addresses and ranges, as settings name them. */
import { BlockList, isIP } from 'node:net'

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

export type IsListed = (address: string) => boolean

/**
 * Whether an address is in the list: single ones, ranges such as `10.0.0.0/8`, and the names `loopback` and `private`.
 * @throws RangeError naming what is none of these
 */
export function addressList(items: readonly string[]): IsListed {
  const list = new BlockList()
  for (const item of items.flatMap((one) => NAMED[one] ?? [one])) addTo(list, item)
  return (address) => {
    const plain = plainAddress(address)
    return isIP(plain) !== 0 && list.check(plain, familyOf(plain))
  }
}

function addTo(list: BlockList, item: string): void {
  const [address = '', bits] = item.split('/')
  const most = isIP(address) === 6 ? 128 : 32
  const prefix = bits === undefined ? most : Number(bits)
  if (isIP(address) === 0 || !/^\d*$/.test(bits ?? '') || prefix > most) throw new RangeError(item)
  list.addSubnet(address, prefix, familyOf(address))
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** IPv4 as itself, also where it was written as IPv6. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** What a setting lists, parted by spaces or commas. */
export const listOf = (text: string): string[] => text.split(/[\s,]+/).filter((item) => item !== '')
