import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { sampleInput } from '../../../../local/cli/dev/sample-input.ts';
import { imageRecognition } from '../../../../workflows/image-recognition.ts';

const everything = z.object({
  id: z.uuid(),
  email: z.email(),
  when: z.iso.datetime(),
  count: z.number().int().min(3),
  share: z.number().positive(),
  status: z.enum(['OPEN', 'PAID']),
  kind: z.literal('order'),
  lines: z.array(z.object({ sku: z.string().min(2) })).min(1),
  either: z.union([z.object({ card: z.string() }), z.null()]),
  note: z.string().optional(),
  size: z.number().default(7),
});

test.each([
  ['of every kind of field', everything],
  ['that a shipped workflow takes', imageRecognition.input],
  ['that is no object', z.array(z.boolean())],
])('is an input %s that the schema takes', (_title, schema) => {
  expect(schema.safeParse(sampleInput(schema))).toMatchObject({ success: true });
});

test('leaves out what may be missing', () => {
  expect(sampleInput(z.object({ name: z.string(), note: z.string().optional() }))).toEqual({ name: 'x' });
});

test('ends for a schema that contains itself', () => {
  const Tree: z.ZodType = z.object({
    get children() {
      return z.array(Tree);
    },
  });
  expect(JSON.stringify(sampleInput(Tree)).length).toBeLessThan(500);
});
