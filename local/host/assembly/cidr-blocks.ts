import { TemplateError } from './template.ts';

/**
 * The first blocks of an address range, each as large as its last bits say.
 * Source: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 */
export function cidrBlocks(range: string, count: number, hostBits: number): readonly string[] {
  const [, address = '', prefix = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(range) ?? [];
  const size = 2 ** hostBits;
  if (
    address === '' ||
    !(count >= 1 && count <= blocksMax) ||
    count * size > 2 ** (addressBits - Number(prefix))
  ) {
    throw new TemplateError(
      `Fn::Cidr finds no ${count} blocks of ${hostBits} bits in ${range}. Ranges of IPv6 are not known here: write the blocks out.`,
    );
  }
  const all = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = all - (all % 2 ** (addressBits - Number(prefix)));
  return Array.from({ length: count }, (_, index) => {
    return `${dotted(first + index * size)}/${addressBits - hostBits}`;
  });
}

const addressBits = 32;
const blocksMax = 256;

function dotted(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.');
}
