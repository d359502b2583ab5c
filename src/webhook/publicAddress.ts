/** Which addresses a webhook may go to: never this computer, its network, or what hands out a cloud's credentials (W-02). */
import { BlockList, isIP } from 'node:net';

/** Never, also where private addresses are allowed: link-local (with the metadata services), unspecified, multicast, reserved. */
const refused = new BlockList();
refused.addSubnet('0.0.0.0', 8, 'ipv4');
refused.addSubnet('169.254.0.0', 16, 'ipv4');
// Alibaba Cloud's metadata service lies among the shared addresses.
refused.addAddress('100.100.100.200', 'ipv4');
refused.addSubnet('192.0.0.0', 24, 'ipv4');
refused.addSubnet('224.0.0.0', 4, 'ipv4');
refused.addSubnet('240.0.0.0', 4, 'ipv4');
refused.addAddress('::', 'ipv6');
refused.addSubnet('fe80::', 10, 'ipv6');
refused.addAddress('fd00:ec2::254', 'ipv6');
refused.addSubnet('ff00::', 8, 'ipv6');
refused.addSubnet('100::', 64, 'ipv6');

/** RFC 1918, 6598, 4193, loopback, documentation and benchmarks. */
const nonPublic = new BlockList();
nonPublic.addSubnet('10.0.0.0', 8, 'ipv4');
nonPublic.addSubnet('100.64.0.0', 10, 'ipv4');
nonPublic.addSubnet('127.0.0.0', 8, 'ipv4');
nonPublic.addSubnet('172.16.0.0', 12, 'ipv4');
nonPublic.addSubnet('192.0.2.0', 24, 'ipv4');
nonPublic.addSubnet('192.168.0.0', 16, 'ipv4');
nonPublic.addSubnet('198.18.0.0', 15, 'ipv4');
nonPublic.addSubnet('198.51.100.0', 24, 'ipv4');
nonPublic.addSubnet('203.0.113.0', 24, 'ipv4');
nonPublic.addAddress('::1', 'ipv6');
nonPublic.addSubnet('fc00::', 7, 'ipv6');
nonPublic.addSubnet('2001:db8::', 32, 'ipv6');

/** IPv6 addresses that lead to an IPv4 one: mapped, compatible, NAT64 and 6to4, each with where that stands in them. */
const carriers = [
  { net: '::ffff:0:0', bits: 96, group: 6 },
  { net: '::', bits: 96, group: 6 },
  { net: '64:ff9b::', bits: 96, group: 6 },
  { net: '2002::', bits: 16, group: 1 },
].map(({ net, bits, group }) => {
  const list = new BlockList();
  list.addSubnet(net, bits, 'ipv6');
  return { list, group };
});

/** Whether a message may be sent to that address, which is one and no name. */
export function mayReach(address: string, allowsPrivate: boolean): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (refused.check(address, type)) return false;
  if (nonPublic.check(address, type)) return allowsPrivate;
  const carrier = family === 6 ? carriers.find(({ list }) => list.check(address, 'ipv6')) : undefined;
  return carrier === undefined || mayReach(carriedIn(address, carrier.group), allowsPrivate);
}

/** The IPv4 address in two groups of an IPv6 one. */
function carriedIn(address: string, group: number): string {
  const groups = groupsOf(address);
  const [high = 0, low = 0] = groups.slice(group, group + 2);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** All eight, whatever way it is written. */
function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const front = parsed(head);
  if (tail === undefined) return front;
  const back = parsed(tail);
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back];
}

function parsed(part: string): readonly number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}
